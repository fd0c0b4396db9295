import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "@/shared/i18n/format";
import { Tag } from "@/shared/status/mark";
import { missingSlots } from "./missing";
import type { Task } from "./rows";
import styles from "./task-page.module.css";
import { Deadline, StateMark } from "./task-state";

/** What a busy person looks for first: by when, who, the next step, how far, and what is in the way. */
export function Glance({ task }: { task: Task }) {
  const { t } = useTranslation("tasks");
  const { date, list } = useFormat();
  const answering = task.units.filter(({ accountable }) => accountable);
  const next = task.milestones.find(({ done_date }) => done_date === null);
  const officers = answering.map(({ responsible_officer }) => responsible_officer).filter(Boolean);
  return (
    <dl className={styles.glance}>
      <Cell title={t("glance.byWhen")} alarm={task.overdue}>
        <strong>
          <Deadline task={task} />
        </strong>
        {task.deadline_date !== null && task.deadline_text && (
          <small>{t("deadline.asWritten", { text: task.deadline_text })}</small>
        )}
      </Cell>
      <Cell title={t("glance.who")}>
        <strong>{list(answering.map(({ name }) => name)) || t("noUnit")}</strong>
        {officers.length > 0 && <small>{list([...new Set(officers)])}</small>}
      </Cell>
      <Cell title={t("glance.next")} alarm={next?.overdue ?? false}>
        <strong>{next ? next.title : t("glance.noNext")}</strong>
        {next?.due_date && (
          <small>
            {date(next.due_date)} {next.overdue && <Tag tone="bad">{t("overdue")}</Tag>}
          </small>
        )}
      </Cell>
      <Cell title={t("glance.progress")}>
        <strong>
          <StateMark state={task.state} waitingFor={task.waiting_for} />
        </strong>
        {task.share.whole > 0 && (
          <small>
            {t("glance.share", { percent: Math.round((100 * task.share.done) / task.share.whole) })}
          </small>
        )}
      </Cell>
      <Cell title={t("glance.blocks")}>
        <Blocks task={task} />
      </Cell>
    </dl>
  );
}

function Blocks({ task }: { task: Task }) {
  const { t } = useTranslation("tasks");
  const missing = missingSlots(task).reduce((sum, { slots }) => sum + slots.length, 0);
  const late = [...task.milestones, ...task.sub_tasks].filter(({ overdue }) => overdue).length;
  const found = [
    ...(task.waiting_for !== null ? [t("glance.waits", { text: task.waiting_for })] : []),
    ...(task.precondition_state === "undecided" ? [t("glance.undecided")] : []),
    ...(missing > 0 && task.state !== "withdrawn" ? [t("glance.people", { count: missing })] : []),
    ...(late > 0 ? [t("glance.late", { count: late })] : []),
  ];
  if (found.length === 0) return <strong className={styles.calm}>{t("glance.free")}</strong>;
  return (
    <ul className={styles.blocks}>
      {found.map((words) => (
        <li key={words}>{words}</li>
      ))}
    </ul>
  );
}

interface CellProps {
  title: string;
  alarm?: boolean;
  children: ReactNode;
}

function Cell({ title, alarm, children }: CellProps) {
  return (
    <div data-alarm={alarm || undefined}>
      <dt>{title}</dt>
      <dd>{children}</dd>
    </div>
  );
}
