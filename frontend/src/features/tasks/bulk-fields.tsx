import { useId } from "react";
import { useTranslation } from "react-i18next";
import { Choice, Field, formClass } from "@/shared/form/controls";
import { DateInput } from "@/shared/form/date-input";
import { useTopics } from "@/shared/topics/topics";
import { UnitSelect } from "@/shared/units/unit-select";
import type { BulkForm, Kind } from "./bulk-changes";
import { RELATIONS, SLOTS } from "./rows";
import { today } from "./task-calls";
import styles from "./task-page.module.css";
import { WaitFields } from "./wait-fields";

const MOVES = ["activate", "suspend", "withdraw", "restore"] as const;

interface Props {
  zone: string;
  kind: Kind;
  form: BulkForm;
  onWrite: (form: BulkForm) => void;
}

/** The fields that the chosen kind of change needs. */
export function BulkFields({ zone, kind, form, onWrite }: Props) {
  const { t } = useTranslation("tasks");
  const { choices } = useTopics(zone);
  const write = (change: Partial<BulkForm>) => onWrite({ ...form, ...change });
  if (kind === "wait")
    return <WaitFields zone={zone} form={form.wait} onWrite={(wait) => write({ wait })} />;
  const units = ["add_unit", "remove_unit", "replace_unit", "staff"].includes(kind);
  return (
    <div className={formClass}>
      {kind === "deadline" && (
        <Field label={t("bulkEdit.date")} hint={t("bulkEdit.dateHint")}>
          {(control) => (
            <DateInput {...control} value={form.date} onPick={(day) => write({ date: day })} />
          )}
        </Field>
      )}
      {kind === "shift" && (
        <Field label={t("bulkEdit.days")} hint={t("bulkEdit.daysHint")}>
          {(control) => (
            <input
              {...control}
              type="number"
              min={-500}
              max={500}
              value={form.days}
              onChange={(event) => write({ days: event.target.value })}
            />
          )}
        </Field>
      )}
      {units && (
        <UnitField
          zone={zone}
          label={t("bulkEdit.unit")}
          value={form.unit}
          onPick={(unit) => write({ unit })}
        />
      )}
      {kind === "replace_unit" && (
        <UnitField
          zone={zone}
          label={t("bulkEdit.newUnit")}
          value={form.newUnit}
          onPick={(newUnit) => write({ newUnit })}
        />
      )}
      {(kind === "add_unit" || kind === "replace_unit") && (
        <Field label={t("bulkEdit.relation")}>
          {(control) => (
            <Choice
              {...control}
              value={form.relation}
              none={kind === "replace_unit" ? t("bulkEdit.relationKept") : "—"}
              options={RELATIONS.map((one) => [one, t(`relations.${one}`)])}
              onPick={(relation) => write({ relation: (relation ?? "") as BulkForm["relation"] })}
            />
          )}
        </Field>
      )}
      {kind === "move" && (
        <Field label={t("bulkEdit.move")}>
          {(control) => (
            <Choice
              {...control}
              value={form.move}
              options={MOVES.map((one) => [one, t(`moves.${one}`)])}
              onPick={(move) => write({ move: move as BulkForm["move"] })}
            />
          )}
        </Field>
      )}
      {kind === "topic" && (
        <Field label={t("bulkEdit.topic")} hint={t("bulkEdit.topicHint")}>
          {(control) => (
            <Choice
              {...control}
              value={form.topic}
              none={t("bulkEdit.topicOwn")}
              options={choices}
              onPick={(topic) => write({ topic })}
            />
          )}
        </Field>
      )}
      {kind === "release" && <Release form={form} write={write} />}
      {((kind === "move" && form.move !== "activate") || kind === "release") && (
        <Field label={t(kind === "release" ? "bulkEdit.releaseNote" : "bulkEdit.reason")}>
          {(control) => (
            <textarea
              {...control}
              rows={2}
              maxLength={400}
              value={form.reason}
              onChange={(event) => write({ reason: event.target.value })}
            />
          )}
        </Field>
      )}
      {kind === "staff" &&
        SLOTS.map((slot) => (
          <Field key={slot} label={t(`slots.${slot}`)}>
            {(control) => (
              <input
                {...control}
                maxLength={60}
                autoComplete="off"
                value={form.slots[slot] ?? ""}
                onChange={(event) =>
                  write({ slots: { ...form.slots, [slot]: event.target.value } })
                }
              />
            )}
          </Field>
        ))}
    </div>
  );
}

interface PartProps {
  form: BulkForm;
  write: (change: Partial<BulkForm>) => void;
}

function Release({ form, write }: PartProps) {
  const { t } = useTranslation("tasks");
  return (
    <>
      <Field label={t("bulkEdit.release")}>
        {(control) => (
          <DateInput
            {...control}
            max={today()}
            value={form.released}
            onPick={(day) => write({ released: day })}
          />
        )}
      </Field>
      <label className={styles.tick}>
        <input
          type="checkbox"
          checked={form.extend}
          onChange={(event) => write({ extend: event.target.checked })}
        />
        {t("bulkEdit.extend")}
      </label>
    </>
  );
}

interface UnitProps {
  zone: string;
  label: string;
  value: string | undefined;
  onPick: (unit: string | undefined) => void;
}

function UnitField({ zone, label, value, onPick }: UnitProps) {
  const id = useId();
  return (
    <div>
      <label htmlFor={id} style={{ fontSize: 13, color: "var(--ink-soft)" }}>
        {label}
      </label>
      <UnitSelect zone={zone} id={id} value={value} onPick={(unit) => onPick(unit?.id)} />
    </div>
  );
}
