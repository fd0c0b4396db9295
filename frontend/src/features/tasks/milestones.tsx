import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { answer, api, ifMatch } from "@/shared/api/client";
import { Fold } from "./fold";
import type { Milestone, Task } from "./rows";
import { StepButtons, StepDay, StepState } from "./step-cells";
import { StepDecision, useAsking } from "./step-decision";
import { MilestoneDialog } from "./step-dialogs";
import styles from "./task-page.module.css";
import type { TaskPath } from "./task-queries";
import lines from "./tasks.module.css";

const PLACE = "/api/v1/zones/{zone}/tasks/{task}/milestones/{milestone}";
/** 推进节点 in the order of their days. */
export function Milestones({ path, task }: { path: TaskPath; task: Task }) {
  const { t } = useTranslation("tasks");
  const asking = useAsking<Milestone>(path);
  const { what, step: milestone, ask, close } = asking;
  const params = {
    path: { ...path, milestone: milestone?.id ?? "" },
    header: ifMatch(task.version),
  };
  const done = task.milestones.filter(({ done_date }) => done_date !== null).length;
  return (
    <Fold
      name="milestones"
      title={t("steps.milestones")}
      note={
        task.milestones.length > 0 && t("steps.reached", { done, count: task.milestones.length })
      }
      tools={
        task.breakdown_actions.includes("add") && (
          <Button size="small" onClick={() => ask("add")}>
            {t("steps.addMilestone")}
          </Button>
        )
      }
    >
      {task.milestones.length === 0 ? (
        <p className={lines.soft}>{t("steps.noMilestones")}</p>
      ) : (
        <table className={styles.steps} aria-label={t("steps.milestones")}>
          <thead>
            <tr>
              <th scope="col">{t("steps.name")}</th>
              <th scope="col">{t("steps.deadline")}</th>
              <th scope="col">{t("columns.state")}</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {task.milestones.map((one) => (
              <tr key={one.id}>
                <th scope="row">{one.title}</th>
                <td>
                  <StepDay step={one} milestones={task.milestones} />
                </td>
                <td>
                  <StepState step={one} state={one.done_date === null ? "open" : "done"} />
                </td>
                <td>
                  <StepButtons step={one} onAct={(action) => ask(action, one)} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {(what === "add" || what === "edit") && (
        <MilestoneDialog
          path={path}
          task={task}
          onClose={close}
          {...(milestone && { milestone })}
        />
      )}
      <StepDecision
        asking={asking}
        calls={{
          finish: (body) => answer(api.POST(`${PLACE}/completion`, { params, body })),
          reopen: (reason) => answer(api.POST(`${PLACE}/reopening`, { params, body: { reason } })),
          remove: () => answer(api.DELETE(PLACE, { params })),
        }}
      />
    </Fold>
  );
}
