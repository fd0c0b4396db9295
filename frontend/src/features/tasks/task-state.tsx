import { useTranslation } from "react-i18next";
import { useFormat } from "@/shared/i18n/format";
import { Mark, Tag, type Tone } from "@/shared/status/mark";
import type { TaskRow, TaskState } from "./rows";
import styles from "./tasks.module.css";

const TONES: Record<TaskState, Tone> = {
  unstaffed: "waiting",
  active: "good",
  suspended: "gone",
  withdrawn: "gone",
};

interface Props {
  state: TaskState;
  /** Its precondition, while it waits for it. */
  waitingFor: string | null;
}

/** Where the task stands; one that waits for its precondition says that instead, with the reason. */
export function StateMark({ state, waitingFor }: Props) {
  const { t } = useTranslation("tasks");
  if (waitingFor === null || state === "withdrawn" || state === "suspended")
    return <Mark tone={TONES[state]}>{t(`states.${state}`)}</Mark>;
  return (
    <span title={waitingFor}>
      <Mark tone="waiting">{t("waiting")}</Mark>
    </span>
  );
}

/** The day by which it is owed, the document's own words where it has no day, and whether it has passed. */
export function Deadline({ task }: { task: TaskRow }) {
  const { t } = useTranslation("tasks");
  const { date } = useFormat();
  const { deadline_date, deadline_text, overdue } = task;
  if (deadline_date === null)
    return <span className={styles.soft}>{deadline_text || t("deadline.none")}</span>;
  return (
    <span className={styles.deadline} title={deadline_text || undefined}>
      {date(deadline_date)}
      {overdue && <Tag tone="bad">{t("overdue")}</Tag>}
    </span>
  );
}
