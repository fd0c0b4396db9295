import { useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { ImportWizard } from "@/features/units";
import { Page } from "@/shared/page/page";

export function UnitImportPage() {
  const { t } = useTranslation();
  const { zone } = useParams({ from: "/signed-in/shell/zones/$zone/units/import" });
  return (
    <Page title={t("places.unitImport")}>
      <ImportWizard zone={zone} />
    </Page>
  );
}
