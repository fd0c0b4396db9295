import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, api, ifMatch } from "@/shared/api/client";
import { useFormat } from "@/shared/i18n/format";
import { ReasonDialog } from "./reason-dialog";
import type { Task } from "./rows";
import { useTaskChange } from "./task-calls";
import styles from "./task-page.module.css";
import type { TaskPath } from "./task-queries";
import { ReleaseDialog, WaitDialog } from "./wait-dialogs";

type Action = Task["precondition_actions"][number];

/** What the task waits for or might wait for, and what can be decided about it. */
export function Precondition({ path, task }: { path: TaskPath; task: Task }) {
  const { t } = useTranslation("tasks");
  const { date } = useFormat();
  const [asking, setAsking] = useState<Action>();
  const close = () => setAsking(undefined);
  const dismissal = useTaskChange(path, close);
  const state = task.precondition_state;
  if (state === "none" || state === "dismissed") return null;
  const wait = task.wait;
  const facts =
    wait && state !== "undecided"
      ? [
          wait.on_unit_name || wait.on_whom
            ? t("wait.on", { whom: wait.on_unit_name ?? wait.on_whom })
            : "",
          t("wait.since", { date: date(wait.since_date) }),
          wait.expected_date && !wait.released_date
            ? t("wait.expected", { date: date(wait.expected_date) })
            : "",
          wait.released_date ? t("wait.released", { date: date(wait.released_date) }) : "",
          wait.released_note,
        ].filter(Boolean)
      : [];
  return (
    <div className={styles.wait} data-calm={state === "met" || undefined}>
      <strong>{t(`wait.states.${state}`)}</strong>
      <p>{task.precondition}</p>
      {state === "undecided" && <small>{t("wait.decide")}</small>}
      {state === "waiting" && <small>{t("wait.effect")}</small>}
      {facts.length > 0 && <small>{facts.join(" · ")}</small>}
      {task.precondition_actions.length > 0 && (
        <div className={styles.waitButtons}>
          {task.precondition_actions.map((action) => (
            <Button
              key={action}
              size="small"
              type={action === "release" || action === "wait" ? "primary" : "default"}
              ghost={action === "wait" && state === "met"}
              onClick={() => {
                dismissal.reset();
                setAsking(action);
              }}
            >
              {t(state === "met" && action === "wait" ? "wait.acts.again" : `wait.acts.${action}`)}
            </Button>
          ))}
        </div>
      )}
      <Asked path={path} task={task} asking={asking} onClose={close} />
      {asking === "dismiss" && (
        <ReasonDialog
          which="dismiss"
          busy={dismissal.isPending}
          error={dismissal.error}
          onClose={close}
          onDecide={(reason) =>
            dismissal.mutate({
              words: t("wait.done.dismiss"),
              call: () =>
                answer(
                  api.POST("/api/v1/zones/{zone}/tasks/{task}/precondition/dismissal", {
                    params: { path, header: ifMatch(task.version) },
                    body: { reason },
                  }),
                ),
            })
          }
        />
      )}
    </div>
  );
}

interface AskedProps {
  path: TaskPath;
  task: Task;
  asking: Action | undefined;
  onClose: () => void;
}

function Asked({ path, task, asking, onClose }: AskedProps) {
  if (asking === "wait" || asking === "revise")
    return <WaitDialog path={path} task={task} revise={asking === "revise"} onClose={onClose} />;
  if (asking === "release") return <ReleaseDialog path={path} task={task} onClose={onClose} />;
  return null;
}
