import { useQuery } from "@tanstack/react-query";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import { answer, api } from "@/shared/api/client";
import { Choice, controlClass } from "@/shared/form/controls";
import { DateInput } from "@/shared/form/date-input";
import { useFormat } from "@/shared/i18n/format";
import { useProblemWords } from "@/shared/page/problem-notice";
import type { DeadlineForm, Milestone, Step } from "./rows";
import styles from "./task-page.module.css";
import type { TaskPath } from "./task-queries";

/** A deadline as it is being written: one of three ways, each with what was typed for it. */
export interface Written {
  way: "date" | "after_date" | "after_milestone";
  date: string;
  days: string;
  anchorDate: string;
  anchor: string;
}

export function writtenOf(step: Step | undefined): Written {
  const rule = step?.rule;
  return {
    way: rule?.after_milestone ? "after_milestone" : rule ? "after_date" : "date",
    date: (!rule && step?.due_date) || "",
    days: rule ? String(rule.days) : "",
    anchorDate: rule?.after_date ?? "",
    anchor: rule?.after_milestone ?? "",
  };
}

/** As the server takes it; undefined while something is still to be filled in. */
export function deadlineOf({
  way,
  date,
  days,
  anchorDate,
  anchor,
}: Written): DeadlineForm | undefined {
  if (way === "date") return date ? { date } : undefined;
  if (days === "" || !Number.isInteger(Number(days))) return undefined;
  if (way === "after_date")
    return anchorDate ? { rule: { days: Number(days), after_date: anchorDate } } : undefined;
  return anchor ? { rule: { days: Number(days), after_milestone: anchor } } : undefined;
}

interface Props {
  path: TaskPath;
  written: Written;
  onWrite: (written: Written) => void;
  milestones: readonly Milestone[];
  /** The milestone that is being changed: others move with it. */
  milestone?: string | undefined;
}

/** A date, or so many working days after a date or a milestone; shows the day it comes to and what moves along. */
export function DeadlineField({ path, written, onWrite, milestones, milestone }: Props) {
  const { t } = useTranslation("tasks");
  const id = useId();
  const write = (change: Partial<Written>) => onWrite({ ...written, ...change });
  const anchors = milestones.filter((one) => one.id !== milestone);
  const ways = (["date", "after_date", "after_milestone"] as const).filter(
    (way) => way !== "after_milestone" || anchors.length > 0,
  );
  const days = (
    <>
      <input
        type="number"
        className={`${controlClass} ${styles.days}`}
        min={0}
        max={1000}
        aria-label={t("steps.days")}
        value={written.days}
        onChange={(event) => write({ days: event.target.value })}
      />
      <span>{t("steps.daysAfter")}</span>
    </>
  );
  return (
    <fieldset style={{ border: 0, margin: 0, padding: 0, display: "grid", gap: 6 }}>
      <legend style={{ fontSize: 13, color: "var(--ink-soft)" }}>{t("steps.deadline")}</legend>
      <div className={styles.ways}>
        {ways.map((way) => (
          <label key={way}>
            <input
              type="radio"
              name={id}
              checked={written.way === way}
              onChange={() => write({ way })}
            />
            {t(`steps.way.${way}`)}
          </label>
        ))}
      </div>
      {written.way === "date" && (
        <DateInput
          aria-label={t("steps.day")}
          value={written.date}
          onPick={(day) => write({ date: day })}
        />
      )}
      {written.way === "after_date" && (
        <div className={styles.line}>
          <DateInput
            aria-label={t("steps.anchorDate")}
            value={written.anchorDate}
            onPick={(day) => write({ anchorDate: day })}
          />
          <span>{t("steps.from")}</span>
          {days}
        </div>
      )}
      {written.way === "after_milestone" && (
        <div className={styles.line}>
          <Choice
            value={written.anchor}
            aria-label={t("steps.anchor")}
            none={t("steps.choose")}
            options={anchors.map((one) => [one.id, one.title])}
            onPick={(anchor) => write({ anchor: anchor ?? "" })}
          />
          <span>{t("steps.from")}</span>
          {days}
        </div>
      )}
      <Preview path={path} deadline={deadlineOf(written)} milestone={milestone} />
    </fieldset>
  );
}

interface PreviewProps {
  path: TaskPath;
  deadline: DeadlineForm | undefined;
  milestone: string | undefined;
}

function Preview({ path, deadline, milestone }: PreviewProps) {
  const { t } = useTranslation("tasks");
  const { date } = useFormat();
  const rule = deadline?.rule;
  const query = {
    ...(deadline?.date && { day: deadline.date }),
    ...(rule && { days: rule.days }),
    ...(rule?.after_date && { after_date: rule.after_date }),
    ...(rule?.after_milestone && { after_milestone: rule.after_milestone }),
    ...(milestone && { milestone }),
  };
  const preview = useQuery({
    queryKey: ["task", path.zone, path.task, "deadline", query],
    queryFn: ({ signal }) =>
      answer(
        api.GET("/api/v1/zones/{zone}/tasks/{task}/deadline-preview", {
          params: { path, query },
          signal,
        }),
      ),
    enabled: deadline !== undefined,
    retry: false,
    staleTime: 0,
  });
  const wrong = useProblemWords(preview.error);
  if (deadline === undefined) return null;
  if (preview.error)
    return (
      <p className={styles.preview} data-warn role="alert">
        {wrong.title}
      </p>
    );
  const found = preview.data;
  if (!found?.due_date) return null;
  const warn = found.after_task || found.moves.some((one) => one.after_task);
  return (
    <div className={styles.preview} data-warn={warn || undefined} role="status">
      <p>
        {t("steps.comesTo", { date: date(found.due_date) })}
        {found.weekends_assumed && ` ${t("steps.assumed")}`}
      </p>
      {found.moves.length > 0 && (
        <>
          <p>{t("steps.moves", { count: found.moves.length })}</p>
          <ul>
            {found.moves.map((one) => (
              <li key={one.id}>
                {one.title}：{one.before && date(one.before)} → {one.after && date(one.after)}
                {one.after_task && ` ${t("steps.afterTask")}`}
              </li>
            ))}
          </ul>
        </>
      )}
      {found.after_task && <p>{t("steps.afterTaskNext")}</p>}
    </div>
  );
}
