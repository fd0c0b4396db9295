import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { HandOver } from "@/features/units";
import { Page } from "@/shared/page/page";

const HERE = "/signed-in/shell/zones/$zone/units/$unit/handover";

export function HandOverPage() {
  const { t } = useTranslation();
  const search = useSearch({ from: HERE });
  const path = useParams({ from: HERE });
  const navigate = useNavigate({ from: "/zones/$zone/units/$unit/handover" });
  return (
    <Page title={t("places.handover")}>
      <HandOver path={path} search={search} onSearch={(next) => void navigate({ search: next })} />
    </Page>
  );
}
