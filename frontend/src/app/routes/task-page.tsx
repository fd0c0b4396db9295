import { useParams, useRouteContext } from "@tanstack/react-router";
import { EarlierContent } from "@/features/plan-comparison";
import { TaskPage } from "@/features/tasks";

const HERE = "/signed-in/shell/zones/$zone/tasks/$task";

export function TaskDetailPage() {
  const path = useParams({ from: HERE });
  const { here } = useRouteContext({ from: HERE });
  const mayReadTargets = here.permissions.includes("indicator:read");
  return (
    <>
      <TaskPage {...path} mayReadTargets={mayReadTargets} />
      <EarlierContent key={path.task} {...path} mayReadTargets={mayReadTargets} />
    </>
  );
}
