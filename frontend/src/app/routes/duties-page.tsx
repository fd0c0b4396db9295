import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { DutyList } from "@/features/duties";
import { Page } from "@/shared/page/page";

const HERE = "/signed-in/shell/zones/$zone/duties";

export function DutiesPage() {
  const { t } = useTranslation("duties");
  const { t: shared } = useTranslation();
  const search = useSearch({ from: HERE });
  const { zone } = useParams({ from: HERE });
  const navigate = useNavigate({ from: "/zones/$zone/duties" });
  return (
    <Page title={shared("places.duties")} note={t("note")}>
      <DutyList zone={zone} search={search} onSearch={(next) => void navigate({ search: next })} />
    </Page>
  );
}
