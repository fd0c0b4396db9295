import { useTranslation } from "react-i18next";
import { Empty } from "@/shared/page/empty";
import { Page } from "@/shared/page/page";

/** What an overseer sees of a jurisdiction: only what its zones have published. */
export function OverviewPage() {
  const { t } = useTranslation();
  return (
    <Page title={t("places.overview")}>
      <Empty title={t("overview.title")}>{t("overview.next")}</Empty>
    </Page>
  );
}
