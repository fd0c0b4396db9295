import { useRouteContext } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Workbench } from "@/features/workbench";
import { useMe } from "@/shared/api/me";
import { Page } from "@/shared/page/page";

export function WorkbenchPage() {
  const { t } = useTranslation("workbench");
  const { here } = useRouteContext({ from: "/signed-in/shell/zones/$zone/workbench" });
  const { account } = useMe();
  const units = here.units.map(({ name }) => name).join("、");
  return (
    <Page
      title={t("title", { name: account.name })}
      note={units ? t("ofUnits", { units }) : t("ofZone")}
    >
      <Workbench zone={here.code} mine={here.units.length > 0} />
    </Page>
  );
}
