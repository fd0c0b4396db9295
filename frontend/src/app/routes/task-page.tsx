import { useParams, useRouteContext } from "@tanstack/react-router";
import { TaskPage } from "@/features/tasks";

const HERE = "/signed-in/shell/zones/$zone/tasks/$task";

export function TaskDetailPage() {
  const path = useParams({ from: HERE });
  const { here } = useRouteContext({ from: HERE });
  return <TaskPage {...path} mayReadTargets={here.permissions.includes("indicator:read")} />;
}
