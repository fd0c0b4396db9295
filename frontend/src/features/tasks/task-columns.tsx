import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useFormat } from "@/shared/i18n/format";
import { Tag } from "@/shared/status/mark";
import type { Column } from "@/shared/table/data-table";
import { useTopics } from "@/shared/topics/topics";
import type { Relation, TaskRow } from "./rows";
import { Deadline, StateMark } from "./task-state";
import styles from "./tasks.module.css";

/** Each column of the list and what a file calls it. */
export const EXPORTED: Readonly<Record<string, readonly string[]>> = {
  number: ["number"],
  title: ["section", "title"],
  lead: ["lead_units"],
  responsible: ["responsible_units"],
  supporting: ["supporting_units"],
  deadline: ["deadline", "deadline_date"],
  state: ["state", "overdue", "waiting", "provisional"],
  people: ["people"],
  plan: ["plan"],
  topic: ["topic", "topic_state"],
  updated: ["updated_at"],
};

export function useTaskColumns(zone: string): Column<TaskRow>[] {
  const { t } = useTranslation("tasks");
  const { instant, list } = useFormat();
  const { topicName } = useTopics(zone);
  return [
    {
      key: "number",
      title: t("columns.number"),
      sort: "plan",
      width: 68,
      align: "end",
      cell: (task) => task.number,
    },
    {
      key: "title",
      title: t("columns.title"),
      sort: "title",
      heading: true,
      cell: (task) => (
        <>
          <Link to="/zones/$zone/tasks/$task" params={{ zone, task: task.id }}>
            {task.title}
          </Link>
          {task.provisional && (
            <>
              {" "}
              <Tag>{t("provisional")}</Tag>
            </>
          )}
          {task.section && <div className={styles.section}>{task.section}</div>}
        </>
      ),
    },
    units("lead", t("relations.lead"), "14%", list),
    units("responsible", t("relations.responsible"), "24%", list),
    { ...units("supporting", t("relations.supporting"), "14%", list), extra: true },
    {
      key: "deadline",
      title: t("columns.deadline"),
      sort: "deadline",
      width: 158,
      cell: (task) => <Deadline task={task} />,
    },
    {
      key: "state",
      title: t("columns.state"),
      sort: "state",
      width: 118,
      cell: (task) => (
        <>
          <StateMark state={task.state} waitingFor={task.waiting_for} />
          {task.waiting_for && <div className={styles.section}>{task.waiting_for}</div>}
        </>
      ),
    },
    {
      key: "people",
      title: t("columns.people"),
      width: 92,
      align: "end",
      cell: ({ staffed }) => (staffed.needed ? t("filledOf", staffed) : t("noUnit")),
    },
    {
      key: "plan",
      title: t("columns.plan"),
      width: 200,
      extra: true,
      cell: ({ plan }) => plan.title,
    },
    {
      key: "topic",
      title: t("columns.topic"),
      width: 150,
      extra: true,
      cell: ({ topic, topic_state }) =>
        topic && (
          <>
            {topicName(topic)}
            {topic_state === "suggested" && (
              <>
                {" "}
                <Tag>{t("topicSuggested")}</Tag>
              </>
            )}
          </>
        ),
    },
    {
      key: "updated",
      title: t("columns.updated"),
      sort: "updated",
      width: 140,
      extra: true,
      cell: (task) => instant(task.updated_at),
    },
  ];
}

const MOST_NAMES = 3;

function units(
  relation: Relation,
  title: string,
  width: string,
  list: (words: string[]) => string,
): Column<TaskRow> {
  return {
    key: relation,
    title,
    width,
    cell: (task) => {
      const names = task.units.filter((unit) => unit.relation === relation).map(({ name }) => name);
      if (names.length <= MOST_NAMES) return list(names);
      return (
        <span className={styles.names} title={list(names)}>
          {list(names.slice(0, MOST_NAMES))} <small>+{names.length - MOST_NAMES}</small>
        </span>
      );
    },
  };
}
