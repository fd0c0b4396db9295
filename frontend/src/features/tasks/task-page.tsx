import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { useFormat } from "@/shared/i18n/format";
import { Page } from "@/shared/page/page";
import { ProblemNotice } from "@/shared/page/problem-notice";
import { Waiting } from "@/shared/page/waiting";
import { Tag } from "@/shared/status/mark";
import { History } from "./history";
import { MissingPeople } from "./missing-people";
import { Moves } from "./moves";
import type { Task } from "./rows";
import { Source } from "./source";
import { Targets } from "./targets";
import { type TaskPath, taskQuery } from "./task-queries";
import { Deadline, StateMark } from "./task-state";
import styles from "./tasks.module.css";
import { UnitsOfTask } from "./units-of-task";

interface Props extends TaskPath {
  mayReadTargets: boolean;
}

/** One task: where it stands, who answers for it, the sentence it comes from, and what happened to it. */
export function TaskPage({ mayReadTargets, ...path }: Props) {
  const { t } = useTranslation("tasks");
  const { t: shared } = useTranslation();
  const query = useQuery(taskQuery(path));
  const task = query.data;
  if (!task)
    return (
      <Page title={shared("places.task")}>
        {query.error ? (
          <ProblemNotice
            error={query.error}
            action={<Button onClick={() => query.refetch()}>{shared("retry")}</Button>}
          />
        ) : (
          <Waiting />
        )}
      </Page>
    );
  return (
    <Page
      title={task.title}
      note={<Whence zone={path.zone} task={task} />}
      actions={<Moves path={path} task={task} />}
    >
      <div className={styles.page}>
        <div>
          <MissingPeople task={task} />
          <UnitsOfTask path={path} task={task} />
          <Source zone={path.zone} task={task} />
          {mayReadTargets && <Targets path={path} />}
        </div>
        <aside>
          <Facts task={task} />
          <section>
            <h2>{t("history.title")}</h2>
            <History path={path} />
          </section>
        </aside>
      </div>
    </Page>
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
          <StateMark state={task.state} /> {task.provisional && <Tag>{t("provisional")}</Tag>}
        </dd>
      </div>
      <div>
        <dt>{t("columns.deadline")}</dt>
        <dd>
          <Deadline task={task} />
          {task.deadline_date !== null && task.deadline_text && (
            <div className={styles.soft}>
              {t("deadline.asWritten", { text: task.deadline_text })}
            </div>
          )}
        </dd>
      </div>
      {task.precondition && (
        <div>
          <dt>{t("precondition")}</dt>
          <dd>{task.precondition}</dd>
        </div>
      )}
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
