import { useNavigate, useRouteContext, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { AddPerson, PeopleList } from "@/features/people";
import { Page } from "@/shared/page/page";

const HERE = "/signed-in/shell/zones/$zone/people";

export function PeoplePage() {
  const { t } = useTranslation();
  const search = useSearch({ from: HERE });
  const { here } = useRouteContext({ from: HERE });
  const navigate = useNavigate({ from: "/zones/$zone/people" });
  return (
    <Page
      title={t("places.people")}
      actions={here.permissions.includes("person:create") && <AddPerson zone={here.code} />}
    >
      <PeopleList
        zone={here.code}
        search={search}
        onSearch={(next) => void navigate({ search: next })}
      />
    </Page>
  );
}
