import { useTranslation } from "react-i18next";
import { Empty } from "@/shared/page/empty";
import { Page } from "@/shared/page/page";

export function WorkbenchPage() {
  const { t } = useTranslation();
  return (
    <Page title={t("places.workbench")}>
      <Empty title={t("workbench.title")}>{t("workbench.next")}</Empty>
    </Page>
  );
}
