import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "@/shared/i18n/format";
import { Page } from "@/shared/page/page";
import { UnreadPage } from "@/shared/page/unread-page";
import { Tag } from "@/shared/status/mark";
import { Fold } from "./fold";
import { Glance } from "./glance";
import { History } from "./history";
import { Milestones } from "./milestones";
import { MissingPeople } from "./missing-people";
import { Moves } from "./moves";
import { Precondition } from "./precondition";
import { PrintButton, PrintHead } from "./print";
import type { Task } from "./rows";
import { Source } from "./source";
import { SubTasks } from "./sub-tasks";
import { Targets } from "./targets";
import { type TaskPath, taskQuery } from "./task-queries";
import { StateMark } from "./task-state";
import styles from "./tasks.module.css";
import { UnitsOfTask } from "./units-of-task";

interface Props extends TaskPath {
  mayReadTargets: boolean;
  /** What other parts of the product know about the task. */
  beside?: (task: Task) => ReactNode;
  tools?: ReactNode;
}

/** One task: where it stands, who answers for it, the sentence it comes from, and what happened to it. */
export function TaskPage({ mayReadTargets, beside, tools, ...path }: Props) {
  const { t } = useTranslation("tasks");
  const { t: shared } = useTranslation();
  const query = useQuery(taskQuery(path));
  const task = query.data;
  if (!task) return <UnreadPage title={shared("places.task")} query={query} />;
  return (
    <>
      <PrintHead title={t("print.task")} lines={[]} />
      <Page
        title={task.title}
        note={<Whence zone={path.zone} task={task} />}
        actions={
          <>
            <Moves path={path} task={task} />
            <PrintButton />
            {tools}
          </>
        }
      >
        <Glance task={task} />
        <div className={styles.page}>
          <div>
            <Precondition path={path} task={task} />
            <MissingPeople task={task} />
            <Source zone={path.zone} task={task} />
            <Milestones path={path} task={task} />
            <SubTasks path={path} task={task} />
            <UnitsOfTask path={path} task={task} />
            {mayReadTargets && <Targets path={path} />}
          </div>
          <aside>
            <Facts task={task} />
            {beside?.(task)}
            <Fold name="history" title={t("history.title")}>
              <History path={path} />
            </Fold>
          </aside>
        </div>
      </Page>
    </>
  );
}

function Whence({ zone, task }: { zone: string; task: Task }) {
  const { t } = useTranslation("tasks");
  return (
    <>
      <Link to="/zones/$zone/plans/$plan" params={{ zone, plan: task.plan.id }}>
        {task.plan.title}
      </Link>
      {task.section && ` · ${task.section}`}
      {task.number !== null && ` · ${t("numbered", { number: task.number })}`}
    </>
  );
}

function Facts({ task }: { task: Task }) {
  const { t } = useTranslation("tasks");
  const { instant } = useFormat();
  return (
    <dl className={styles.facts}>
      <div>
        <dt>{t("columns.state")}</dt>
        <dd>
          <StateMark state={task.state} waitingFor={null} />{" "}
          {task.provisional && <Tag>{t("provisional")}</Tag>}
        </dd>
      </div>
      <div>
        <dt>{t("columns.people")}</dt>
        <dd>{task.staffed.needed ? t("filledOf", task.staffed) : t("noUnit")}</dd>
      </div>
      <div>
        <dt>{t("columns.updated")}</dt>
        <dd>{instant(task.updated_at)}</dd>
      </div>
    </dl>
  );
}
