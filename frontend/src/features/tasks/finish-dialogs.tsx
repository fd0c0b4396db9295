import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Field, formClass } from "@/shared/form/controls";
import { DateInput } from "@/shared/form/date-input";
import { ProblemNotice } from "@/shared/page/problem-notice";
import { Dialog } from "@/shared/popup/dialog";
import { DialogButtons } from "@/shared/popup/dialog-buttons";
import { today } from "./task-calls";

interface FinishProps {
  title: string;
  busy: boolean;
  error: unknown;
  onClose: () => void;
  onDecide: (form: { done_date: string; note: string }) => void;
}

/** On which day it was done, and what there is to say about it. */
export function FinishDialog({ title, busy, error, onClose, onDecide }: FinishProps) {
  const { t } = useTranslation("tasks");
  const [day, setDay] = useState(today);
  const [note, setNote] = useState("");
  return (
    <Dialog
      title={t("steps.finishTitle", { title })}
      onClose={onClose}
      actions={
        <DialogButtons
          onCancel={onClose}
          disabled={!day}
          loading={busy}
          onClick={() => onDecide({ done_date: day, note: note.trim() })}
        >
          {t("steps.finish")}
        </DialogButtons>
      }
    >
      <div className={formClass}>
        <Field label={t("steps.doneDate")}>
          {(control) => (
            <DateInput {...control} data-first max={today()} value={day} onPick={setDay} />
          )}
        </Field>
        <Note value={note} onWrite={setNote} />
      </div>
      {error ? <ProblemNotice error={error} /> : null}
    </Dialog>
  );
}

interface RemoveProps {
  title: string;
  busy: boolean;
  error: unknown;
  onClose: () => void;
  onDecide: () => void;
}

export function RemoveDialog({ title, busy, error, onClose, onDecide }: RemoveProps) {
  const { t } = useTranslation("tasks");
  return (
    <Dialog
      title={t("steps.removeTitle")}
      onClose={onClose}
      actions={
        <DialogButtons onCancel={onClose} danger loading={busy} onClick={onDecide}>
          {t("steps.acts.remove")}
        </DialogButtons>
      }
    >
      <p>{t("steps.removeNote", { title })}</p>
      {error ? <ProblemNotice error={error} /> : null}
    </Dialog>
  );
}

export function Note({ value, onWrite }: { value: string; onWrite: (value: string) => void }) {
  const { t } = useTranslation("tasks");
  return (
    <Field label={t("steps.note")}>
      {(control) => (
        <textarea
          {...control}
          rows={2}
          maxLength={400}
          value={value}
          onChange={(event) => onWrite(event.target.value)}
        />
      )}
    </Field>
  );
}
