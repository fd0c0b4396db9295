import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { isProblem } from "@/shared/api/problem";
import { Field, formClass } from "@/shared/form/controls";
import { DateInput } from "@/shared/form/date-input";
import { useImeEnter } from "@/shared/form/use-ime-enter";
import { ProblemNotice } from "@/shared/page/problem-notice";
import { staffQuery, todayInChina } from "./history-queries";
import type { UnitPath } from "./unit-queries";
import styles from "./units.module.css";

export interface HandOverEntry {
  successor: string;
  from_date: string;
  reason: string;
  leaves: boolean;
}

interface Props {
  path: UnitPath;
  person: string;
  count: number;
  /** Whether everything goes over. */
  whole: boolean;
  busy: boolean;
  error: unknown;
  onHandOver: (entry: HandOverEntry) => void;
}

/** To whom, from when, and why; names of the unit's people are offered. */
export function HandOverForm(props: Props) {
  const { path, person, count, whole, busy, error, onHandOver } = props;
  const { t } = useTranslation("units");
  const list = useId();
  const enter = useImeEnter();
  const staff = useQuery(staffQuery(path)).data;
  const [successor, setSuccessor] = useState("");
  const [day, setDay] = useState(todayInChina);
  const [reason, setReason] = useState("");
  const [leaves, setLeaves] = useState(false);
  const [tried, setTried] = useState(false);
  const missing = (value: string, words: string) => (tried && !value.trim() ? words : undefined);
  const wrong = (pointer: string) =>
    isProblem(error) ? error.errors.find((one) => one.pointer === pointer)?.message : undefined;
  const others = new Set(
    staff?.people.filter(({ name, present }) => present && name !== person).map(({ name }) => name),
  );
  return (
    <form
      className={`${formClass} ${styles.narrow}`}
      aria-label={t("handover.title")}
      {...enter}
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (successor.trim() && reason.trim() && count > 0)
          onHandOver({
            successor: successor.trim(),
            from_date: day,
            reason: reason.trim(),
            leaves: whole && leaves,
          });
      }}
    >
      <div className={styles.columns}>
        <Field
          label={t("handover.successor")}
          wrong={missing(successor, t("handover.successorMissing")) ?? wrong("/successor")}
        >
          {(control) => (
            <input
              {...control}
              list={list}
              maxLength={60}
              autoComplete="off"
              value={successor}
              onChange={(event) => setSuccessor(event.target.value)}
            />
          )}
        </Field>
        <Field label={t("handover.day")} wrong={wrong("/from_date")}>
          {(control) => (
            <DateInput {...control} required max={todayInChina()} value={day} onPick={setDay} />
          )}
        </Field>
        <Field
          label={t("handover.reason")}
          hint={t("handover.reasonHint")}
          wrong={missing(reason, t("handover.reasonMissing"))}
        >
          {(control) => (
            <input
              {...control}
              maxLength={400}
              autoComplete="off"
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          )}
        </Field>
      </div>
      <datalist id={list}>
        {[...others].map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      {whole && (
        <label className={styles.tick}>
          <input
            type="checkbox"
            checked={leaves}
            onChange={(event) => setLeaves(event.target.checked)}
          />
          {t("handover.leaves", { name: person })}
        </label>
      )}
      {error ? <ProblemNotice error={error} /> : null}
      <div className={styles.buttons}>
        <Button type="primary" htmlType="submit" loading={busy} disabled={count === 0}>
          {t("handover.do", { count })}
        </Button>
      </div>
    </form>
  );
}
