import { useTranslation } from "react-i18next";
import { Field } from "@/shared/form/controls";
import { DateInput } from "@/shared/form/date-input";
import type { Unit } from "@/shared/units/directory";
import { UnitSelect } from "@/shared/units/unit-select";
import type { UnitKind } from "./search";
import styles from "./units.module.css";

export interface Term {
  term_from_date: string | null;
  term_to_date: string | null;
  convenor_id: string | null;
}

export const NO_TERM: Term = { term_from_date: null, term_to_date: null, convenor_id: null };

export function isTermed(kind: UnitKind | undefined): boolean {
  return kind === "leading_group" || kind === "task_force";
}

export function termOf(unit: Unit | undefined): Term {
  if (!unit) return NO_TERM;
  const { term_from_date, term_to_date, convenor } = unit;
  return { term_from_date, term_to_date, convenor_id: convenor?.id ?? null };
}

interface Props {
  zone: string;
  term: Term;
  wrong: string | undefined;
  onChange: (term: Term) => void;
}

/** How long a leading group or task force is set up for, and which unit convenes it. */
export function TermFields({ zone, term, wrong, onChange }: Props) {
  const { t } = useTranslation("units");
  const day = (key: "term_from_date" | "term_to_date", label: string) => (
    <Field label={label}>
      {(control) => (
        <DateInput
          {...control}
          min="1949-01-01"
          max="2199-12-31"
          value={term[key] ?? ""}
          onPick={(day) => onChange({ ...term, [key]: day || null })}
        />
      )}
    </Field>
  );
  return (
    <div className={styles.columns}>
      {day("term_from_date", t("form.termFrom"))}
      {day("term_to_date", t("form.termTo"))}
      <Field label={t("convenor")} wrong={wrong}>
        {({ id }) => (
          <UnitSelect
            zone={zone}
            id={id}
            value={term.convenor_id ?? undefined}
            onPick={(unit) => onChange({ ...term, convenor_id: unit?.id ?? null })}
          />
        )}
      </Field>
    </div>
  );
}
