import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { UnitReport } from "@/features/units";
import { Page } from "@/shared/page/page";

const HERE = "/signed-in/shell/zones/$zone/units/report";

export function UnitReportPage() {
  const { t } = useTranslation();
  const search = useSearch({ from: HERE });
  const { zone } = useParams({ from: HERE });
  const navigate = useNavigate({ from: "/zones/$zone/units/report" });
  return (
    <Page title={t("places.unitReport")}>
      <UnitReport
        zone={zone}
        search={search}
        onSearch={(next) => void navigate({ search: next })}
      />
    </Page>
  );
}
