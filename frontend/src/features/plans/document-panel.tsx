import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { useDesk } from "./desk-context";
import styles from "./document.module.css";
import { DoubtLines } from "./doubt-lines";
import { unsettled } from "./doubt-queue";
import type { PlanChange } from "./draft-calls";
import { TextField } from "./fields";
import { notationOf } from "./plan-words";
import type { Plan } from "./rows";
import { typedWhole } from "./task-changes";

/** What was read of the document itself: number, issuer, dates, and whether it is in force already. */
export function DocumentPanel({ plan }: { plan: Plan }) {
  const { t, i18n } = useTranslation("plans");
  const { writer, readOnly, point } = useDesk();
  const read = useRef(plan);
  const write = (change: PlanChange) => writer.changePlan(read.current, change);
  const enter = (name?: string) => {
    read.current = plan;
    if (name === undefined) return;
    const [start, end] = plan.anchors[name] ?? [];
    if (start !== undefined && end !== undefined) point(start, end);
  };
  const year = (name: "first_year" | "last_year") => (
    <TextField
      onEnter={() => enter()}
      label={t(`facts.${name}`)}
      value={plan[name] === null ? "" : String(plan[name])}
      readOnly={readOnly}
      onSave={(typed) => write({ [name]: typedWhole(typed) })}
    />
  );
  return (
    <div className={styles.document}>
      <DoubtLines doubts={unsettled(plan.doubts)} onSettle={() => void writer.settlePlan(plan)} />
      <div className={styles.documentGrid}>
        <div className={styles.full}>
          <TextField
            onEnter={() => enter("title")}
            label={t("facts.title")}
            value={plan.title}
            readOnly={readOnly}
            required
            grows
            onSave={(title) => write({ title })}
          />
        </div>
        <div>
          <TextField
            onEnter={() => enter("document_number")}
            label={t("facts.number")}
            value={plan.document_number}
            readOnly={readOnly}
            onSave={(document_number) => write({ document_number })}
          />
        </div>
        <div>
          <TextField
            onEnter={() => enter("issuer")}
            label={t("facts.issuer")}
            value={plan.issuer}
            readOnly={readOnly}
            onSave={(issuer) => write({ issuer })}
          />
        </div>
        <div>
          <TextField
            onEnter={() => enter("issued_date")}
            label={t("facts.issued")}
            day
            value={plan.issued_date ?? ""}
            readOnly={readOnly}
            onSave={(date) => write({ issued_date: date || null })}
          />
        </div>
        <div className={styles.years}>
          {year("first_year")}
          {year("last_year")}
        </div>
      </div>
      <fieldset className={styles.status} disabled={readOnly}>
        <legend>{t("facts.status")}</legend>
        {(["issued", "consultation"] as const).map((status) => (
          <label key={status}>
            <input
              type="radio"
              name="document_status"
              checked={plan.document_status === status}
              onChange={() => writer.changePlan(plan, { document_status: status })}
            />
            <span>
              <strong>{t(status)}</strong>
              <small>{t(`facts.${status}Note`)}</small>
            </span>
          </label>
        ))}
      </fieldset>
      {plan.notation && (
        <section className={styles.notation}>
          <h3>{t("facts.notation")}</h3>
          <p>{notationOf(plan, i18n.language)}</p>
        </section>
      )}
    </div>
  );
}
