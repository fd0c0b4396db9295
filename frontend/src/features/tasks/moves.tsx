import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, api, ifMatch } from "@/shared/api/client";
import { isProblem } from "@/shared/api/problem";
import { announce } from "@/shared/page/notices";
import { ProblemNotice } from "@/shared/page/problem-notice";
import { EditTask } from "./edit-task";
import { missingSlots } from "./missing";
import { ReasonDialog } from "./reason-dialog";
import type { Task } from "./rows";
import { showChanged, type TaskPath, taskQuery } from "./task-queries";
import styles from "./tasks.module.css";
import { WaitDialog } from "./wait-dialogs";

const WITH_REASON = {
  suspend: "/api/v1/zones/{zone}/tasks/{task}/suspension",
  withdraw: "/api/v1/zones/{zone}/tasks/{task}/withdrawal",
  restore: "/api/v1/zones/{zone}/tasks/{task}/restoration",
} as const;
type Reasoned = keyof typeof WITH_REASON;
const REASONED = ["suspend", "withdraw", "restore"] as const satisfies Reasoned[];

/** What the caller may do with the task now, as the server says. */
export function Moves({ path, task }: { path: TaskPath; task: Task }) {
  const { t } = useTranslation("tasks");
  const cache = useQueryClient();
  const [asking, setAsking] = useState<Reasoned | "edit" | "wait">();
  const params = { path, header: ifMatch(task.version) };
  const changed = async (after: Task, words: string) => {
    await showChanged(cache, path, after);
    setAsking(undefined);
    announce(words);
  };
  const readAgain = (error: unknown) => {
    if (isProblem(error, 412) || isProblem(error, 409))
      void cache.invalidateQueries(taskQuery(path));
  };
  const activate = useMutation({
    mutationFn: () => answer(api.POST("/api/v1/zones/{zone}/tasks/{task}/activation", { params })),
    onSuccess: (after) => changed(after, t("moves.done.activate")),
    onError: readAgain,
  });
  const move = useMutation({
    mutationFn: ({ which, reason }: { which: Reasoned; reason: string }) =>
      answer(api.POST(WITH_REASON[which], { params, body: { reason } })),
    onSuccess: (after, { which }) => changed(after, t(`moves.done.${which}`)),
    onError: readAgain,
  });
  const may = (action: Task["actions"][number]) => task.actions.includes(action);
  // Where a condition is proposed or waited for, its own notice has the button.
  const mayWait =
    ["none", "dismissed"].includes(task.precondition_state) &&
    task.precondition_actions.includes("wait");
  const ask = (which: Reasoned | "edit" | "wait") => {
    move.reset();
    setAsking(which);
  };
  return (
    <>
      {may("activate") && (
        <Button
          type={missingSlots(task).length === 0 ? "primary" : "default"}
          loading={activate.isPending}
          onClick={() => activate.mutate()}
        >
          {t(task.state === "suspended" ? "moves.again" : "moves.activate")}
        </Button>
      )}
      {may("edit") && <Button onClick={() => ask("edit")}>{t("moves.edit")}</Button>}
      {mayWait && <Button onClick={() => ask("wait")}>{t("wait.acts.wait")}</Button>}
      {REASONED.filter(may).map((which) => (
        <Button key={which} onClick={() => ask(which)}>
          {t(`moves.${which}`)}
        </Button>
      ))}
      {activate.error && (
        <div className={styles.float}>
          <ProblemNotice
            error={activate.error}
            action={<Button onClick={() => activate.reset()}>{t("moves.understood")}</Button>}
          />
        </div>
      )}
      {asking === "edit" && (
        <EditTask
          path={path}
          task={task}
          onClose={() => setAsking(undefined)}
          onDone={(after) => changed(after, t("moves.done.edit"))}
        />
      )}
      {asking === "wait" && (
        <WaitDialog path={path} task={task} revise={false} onClose={() => setAsking(undefined)} />
      )}
      {asking && asking !== "edit" && asking !== "wait" && (
        <ReasonDialog
          which={asking}
          busy={move.isPending}
          error={move.error}
          onClose={() => setAsking(undefined)}
          onDecide={(reason) => move.mutate({ which: asking, reason })}
        />
      )}
    </>
  );
}
