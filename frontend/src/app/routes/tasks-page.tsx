import { useNavigate, useRouteContext, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { TaskList } from "@/features/tasks";
import { Page } from "@/shared/page/page";

const HERE = "/signed-in/shell/zones/$zone/tasks";

export function TasksPage() {
  const { t } = useTranslation();
  const search = useSearch({ from: HERE });
  const { here } = useRouteContext({ from: HERE });
  const navigate = useNavigate({ from: "/zones/$zone/tasks" });
  return (
    <Page title={t("places.tasks")}>
      <TaskList
        zone={here.code}
        search={search}
        onSearch={(next) => void navigate({ search: next })}
        mayExport={here.permissions.includes("task:export")}
        ownUnits={here.units.map(({ id }) => id)}
      />
    </Page>
  );
}
