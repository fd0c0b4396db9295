import { useParams, useRouteContext } from "@tanstack/react-router";
import { EarlierContent } from "@/features/plan-comparison";
import { TaskPage } from "@/features/tasks";
import { TopicOfTask } from "@/features/topics";
import { CopyLink } from "@/shared/page/copy-link";

const HERE = "/signed-in/shell/zones/$zone/tasks/$task";

export function TaskDetailPage() {
  const path = useParams({ from: HERE });
  const { here } = useRouteContext({ from: HERE });
  const mayReadTargets = here.permissions.includes("indicator:read");
  return (
    <>
      <TaskPage
        {...path}
        mayReadTargets={mayReadTargets}
        beside={(task) => <TopicOfTask key={task.id} zone={path.zone} task={task} />}
        tools={<CopyLink />}
      />
      <EarlierContent key={path.task} {...path} mayReadTargets={mayReadTargets} />
    </>
  );
}
