import { useTranslation } from "react-i18next";
import { Empty } from "@/shared/page/empty";
import { Page } from "@/shared/page/page";

export function NoPlacePage() {
  const { t } = useTranslation();
  return (
    <Page title={t("places.noPlace")}>
      <Empty title={t("noPlace.title")}>{t("noPlace.next")}</Empty>
    </Page>
  );
}
