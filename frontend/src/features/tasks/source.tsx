import { Link } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { breaksOff, cutAt } from "./excerpt";
import { Fold } from "./fold";
import type { Task } from "./rows";
import styles from "./tasks.module.css";

/** The sentence of the plan that the task comes from, in its surroundings. */
export function Source({ zone, task }: { zone: string; task: Task }) {
  const { t } = useTranslation("tasks");
  const { source, clause } = task;
  return (
    <Fold
      name="source"
      title={t("source.title")}
      tools={
        <Link to="/zones/$zone/plans/$plan" params={{ zone, plan: task.plan.id }}>
          {t("source.whole")}
        </Link>
      }
    >
      {clause && (clause.label || clause.title) && (
        <p className={styles.soft}>
          {clause.label} {clause.title}
        </p>
      )}
      {source ? (
        <Excerpt {...source} />
      ) : (
        <p className={styles.soft}>{t(task.body ? "source.byHand" : "source.none")}</p>
      )}
      {!source && task.body && (
        <blockquote lang="zh-CN" className={styles.source}>
          {task.body}
        </blockquote>
      )}
    </Fold>
  );
}

function Excerpt({ text, start, highlight_start, highlight_end }: NonNullable<Task["source"]>) {
  const [before, marked, after] = cutAt(text, highlight_start, highlight_end);
  const frame = useRef<HTMLQuoteElement>(null);
  const mark = useRef<HTMLElement>(null);
  useEffect(() => {
    if (frame.current && mark.current)
      frame.current.scrollTop = mark.current.offsetTop - frame.current.offsetTop - 64;
  }, []);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a text that scrolls is read with the keyboard too.
    <blockquote ref={frame} lang="zh-CN" className={styles.source} tabIndex={0}>
      {start > 0 && "……"}
      {before.trimStart()}
      <mark ref={mark}>{marked}</mark>
      {after.trimEnd()}
      {after.trim() !== "" && breaksOff(after) && "……"}
    </blockquote>
  );
}
