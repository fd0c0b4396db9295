import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { answer, api } from "@/shared/api/client";
import { Changes } from "@/shared/changes/changes";
import { useFormat } from "@/shared/i18n/format";
import { ProblemNotice } from "@/shared/page/problem-notice";
import { Waiting } from "@/shared/page/waiting";
import { useCursorPages } from "@/shared/table/use-cursor-pages";
import type { TaskEvent } from "./rows";
import { historyKey, type TaskPath } from "./task-queries";
import styles from "./tasks.module.css";

/** What happened to the task in words, newest first, down to the adoption that made it. */
export function History({ path }: { path: TaskPath }) {
  const { t } = useTranslation();
  const pages = useCursorPages(historyKey(path), (cursor, signal) =>
    answer(
      api.GET("/api/v1/zones/{zone}/tasks/{task}/history", {
        params: { path, query: { limit: 20, ...(cursor && { cursor }) } },
        signal,
      }),
    ),
  );
  if (!pages.rows)
    return pages.error ? (
      <ProblemNotice
        error={pages.error}
        action={<Button onClick={() => pages.refetch()}>{t("retry")}</Button>}
      />
    ) : (
      <Waiting />
    );
  return (
    <>
      <ol className={styles.history}>
        {pages.rows.map((event) => (
          <li key={event.sequence}>
            <Happened event={event} />
          </li>
        ))}
      </ol>
      {pages.hasNextPage && (
        <Button
          size="small"
          loading={pages.isFetchingNextPage}
          onClick={() => void pages.fetchNextPage()}
        >
          {t("table.more")}
        </Button>
      )}
    </>
  );
}

// What the change was made to: it stands beside the heading.
const NAMES = new Set(["unit", "milestone", "sub_task"]);

function Happened({ event }: { event: TaskEvent }) {
  const { t, i18n } = useTranslation("tasks");
  const { instant } = useFormat();
  const [, subject, action] = event.tag.split(":");
  const what = `history.${subject}_${action}`;
  const word = (raw: string) =>
    i18n.exists(`words.${raw}`, { ns: "tasks" }) ? t(`words.${raw}` as "words.state") : raw;
  const name = Object.entries({ ...event.after, ...event.before }).find(([field]) =>
    NAMES.has(field),
  )?.[1];
  return (
    <>
      <strong>
        {i18n.exists(what, { ns: "tasks" }) ? t(what as "history.task_staff") : event.tag}
        {typeof name === "string" && ` · ${name}`}
      </strong>
      <div className={styles.soft}>
        <time dateTime={event.at}>{instant(event.at)}</time> · {event.by}
      </div>
      {event.reason && <p>{t("history.reason", { reason: event.reason })}</p>}
      {what !== "history.plan_adopt" && (
        <Changes
          before={event.before}
          after={event.after}
          word={word}
          hide={(field) => field.endsWith("_id") || NAMES.has(field)}
        />
      )}
    </>
  );
}
