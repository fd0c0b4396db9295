import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, api, ifMatch } from "@/shared/api/client";
import { ProblemNotice } from "@/shared/page/problem-notice";
import { Fold } from "./fold";
import { moved } from "./moved";
import type { SubTask, Task } from "./rows";
import { StepButtons, StepDay, StepState } from "./step-cells";
import { StepDecision, useAsking } from "./step-decision";
import { SubTaskDialog } from "./step-dialogs";
import { useTaskChange } from "./task-calls";
import styles from "./task-page.module.css";
import type { TaskPath } from "./task-queries";
import lines from "./tasks.module.css";

const PLACE = "/api/v1/zones/{zone}/tasks/{task}/sub-tasks/{sub_task}";

/** The parts of the task, in their order: by the arrow buttons, or by dragging a row. */
export function SubTasks({ path, task }: { path: TaskPath; task: Task }) {
  const { t } = useTranslation("tasks");
  const order = useTaskChange(path);
  const asking = useAsking<SubTask>(path);
  const { what, step: subTask, ask, close } = asking;
  const header = ifMatch(task.version);
  const params = { path: { ...path, sub_task: subTask?.id ?? "" }, header };
  const open = task.sub_tasks.filter(({ state }) => state !== "cancelled");
  const arrange = (from: number, to: number) =>
    order.mutate({
      words: t("steps.arranged"),
      call: () =>
        answer(
          api.PUT("/api/v1/zones/{zone}/tasks/{task}/sub-tasks/order", {
            params: { path, header },
            body: { sub_tasks: moved(task.sub_tasks, from, to).map(({ id }) => id) },
          }),
        ),
    });
  return (
    <Fold
      name="sub-tasks"
      title={t("steps.subTasks")}
      note={
        open.length > 0 &&
        t("steps.finished", {
          done: open.filter(({ state }) => state === "done").length,
          count: open.length,
        })
      }
      tools={
        task.breakdown_actions.includes("add") && (
          <Button size="small" onClick={() => ask("add")}>
            {t("steps.addSubTask")}
          </Button>
        )
      }
    >
      {task.sub_tasks.length === 0 ? (
        <p className={lines.soft}>{t("steps.noSubTasks")}</p>
      ) : (
        <Lines task={task} busy={order.isPending} onArrange={arrange} onAct={ask} />
      )}
      {order.error && <ProblemNotice error={order.error} />}
      {(what === "add" || what === "edit") && (
        <SubTaskDialog path={path} task={task} onClose={close} {...(subTask && { subTask })} />
      )}
      <StepDecision
        asking={asking}
        calls={{
          finish: (body) => answer(api.POST(`${PLACE}/completion`, { params, body })),
          cancel: (reason) =>
            answer(api.POST(`${PLACE}/cancellation`, { params, body: { reason } })),
          reopen: (reason) => answer(api.POST(`${PLACE}/reopening`, { params, body: { reason } })),
        }}
      />
    </Fold>
  );
}

interface LinesProps {
  task: Task;
  busy: boolean;
  onArrange: (from: number, to: number) => void;
  onAct: (action: SubTask["actions"][number], subTask: SubTask) => void;
}

function Lines({ task, busy, onArrange, onAct }: LinesProps) {
  const { t } = useTranslation("tasks");
  const [dragged, setDragged] = useState<number>();
  const [over, setOver] = useState<number>();
  const last = task.sub_tasks.length - 1;
  const arranges = task.breakdown_actions.includes("arrange") && last > 0;
  return (
    <table className={styles.steps} aria-label={t("steps.subTasks")}>
      <thead>
        <tr>
          {arranges && (
            <th scope="col" className={styles.order}>
              {t("steps.order")}
            </th>
          )}
          <th scope="col">{t("steps.name")}</th>
          <th scope="col">{t("steps.unit")}</th>
          <th scope="col">{t("steps.deadline")}</th>
          <th scope="col">{t("steps.weight")}</th>
          <th scope="col">{t("columns.state")}</th>
          <td />
        </tr>
      </thead>
      <tbody>
        {task.sub_tasks.map((one, place) => (
          <tr
            key={one.id}
            data-over={one.state === "cancelled" || undefined}
            data-target={(dragged !== undefined && over === place) || undefined}
            draggable={arranges}
            onDragStart={() => setDragged(place)}
            onDragEnd={() => {
              setDragged(undefined);
              setOver(undefined);
            }}
            onDragOver={(event) => {
              if (dragged === undefined) return;
              event.preventDefault();
              setOver(place);
            }}
            onDrop={() => dragged !== undefined && dragged !== place && onArrange(dragged, place)}
          >
            {arranges && (
              <td className={styles.order}>
                {([-1, 1] as const).map((by) => (
                  <button
                    key={by}
                    type="button"
                    disabled={busy || place + by < 0 || place + by > last}
                    aria-label={t(by < 0 ? "steps.up" : "steps.down", { title: one.title })}
                    onClick={() => onArrange(place, place + by)}
                  >
                    {by < 0 ? "↑" : "↓"}
                  </button>
                ))}
              </td>
            )}
            <th scope="row">{one.title}</th>
            <td>
              {one.unit_name}
              {one.responsible_officer && <small>{one.responsible_officer}</small>}
            </td>
            <td>
              <StepDay step={one} milestones={task.milestones} />
            </td>
            <td>{one.weight}</td>
            <td>
              <StepState step={one} state={one.state} />
            </td>
            <td>
              <StepButtons step={one} onAct={(action) => onAct(action, one)} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
