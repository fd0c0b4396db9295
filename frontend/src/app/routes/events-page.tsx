import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { EventList } from "@/features/events";
import { Page } from "@/shared/page/page";

const HERE = "/signed-in/shell/zones/$zone/events";

export function EventsPage() {
  const { t } = useTranslation("events");
  const { t: shared } = useTranslation();
  const search = useSearch({ from: HERE });
  const { zone } = useParams({ from: HERE });
  const navigate = useNavigate({ from: "/zones/$zone/events" });
  return (
    <Page title={shared("places.events")} note={t("note")}>
      <EventList zone={zone} search={search} onSearch={(next) => void navigate({ search: next })} />
    </Page>
  );
}
