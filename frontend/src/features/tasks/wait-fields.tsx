import { useTranslation } from "react-i18next";
import { Field, formClass } from "@/shared/form/controls";
import { DateInput } from "@/shared/form/date-input";
import { UnitSelect } from "@/shared/units/unit-select";
import type { Task } from "./rows";
import { today } from "./task-calls";

export interface WaitForm {
  text: string;
  on_unit: string | undefined;
  on_whom: string;
  since_date: string;
  expected_date: string;
}

/** What the form starts with: the plan's own words, or what is waited for already. */
export function waitOf(task: Task | undefined, revise: boolean): WaitForm {
  const wait = revise ? task?.wait : undefined;
  return {
    text: task?.precondition ?? "",
    on_unit: wait?.on_unit ?? undefined,
    on_whom: wait?.on_whom ?? "",
    since_date: wait?.since_date ?? today(),
    expected_date: wait?.expected_date ?? "",
  };
}

export function waitBody({ text, on_unit, on_whom, since_date, expected_date }: WaitForm) {
  return {
    text: text.trim(),
    on_whom: on_unit ? "" : on_whom.trim(),
    since_date,
    ...(on_unit && { on_unit }),
    ...(expected_date && { expected_date }),
  };
}

interface Props {
  zone: string;
  form: WaitForm;
  onWrite: (form: WaitForm) => void;
}

export function WaitFields({ zone, form, onWrite }: Props) {
  const { t } = useTranslation("tasks");
  const write = (change: Partial<WaitForm>) => onWrite({ ...form, ...change });
  return (
    <div className={formClass}>
      <p>{t("wait.effect")}</p>
      <Field label={t("wait.text")}>
        {(control) => (
          <textarea
            {...control}
            data-first
            rows={2}
            maxLength={400}
            value={form.text}
            onChange={(event) => write({ text: event.target.value })}
          />
        )}
      </Field>
      <Field label={t("wait.onUnit")}>
        {({ id }) => (
          <UnitSelect
            zone={zone}
            id={id}
            value={form.on_unit}
            onPick={(unit) => write({ on_unit: unit?.id })}
          />
        )}
      </Field>
      {!form.on_unit && (
        <Field label={t("wait.onWhom")} hint={t("wait.onWhomHint")}>
          {(control) => (
            <input
              {...control}
              maxLength={400}
              value={form.on_whom}
              onChange={(event) => write({ on_whom: event.target.value })}
            />
          )}
        </Field>
      )}
      <Field label={t("wait.sinceDate")}>
        {(control) => (
          <DateInput
            {...control}
            max={today()}
            value={form.since_date}
            onPick={(day) => write({ since_date: day })}
          />
        )}
      </Field>
      <Field label={t("wait.expectedDate")} hint={t("wait.expectedHint")}>
        {(control) => (
          <DateInput
            {...control}
            min={form.since_date}
            value={form.expected_date}
            onPick={(day) => write({ expected_date: day })}
          />
        )}
      </Field>
    </div>
  );
}
