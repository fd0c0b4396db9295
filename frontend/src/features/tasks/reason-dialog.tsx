import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Field, formClass } from "@/shared/form/controls";
import { ProblemNotice } from "@/shared/page/problem-notice";
import { Dialog } from "@/shared/popup/dialog";
import { DialogButtons } from "@/shared/popup/dialog-buttons";

interface Props {
  which: "suspend" | "withdraw" | "restore" | "cancel" | "reopen" | "dismiss";
  busy: boolean;
  error: unknown;
  onClose: () => void;
  onDecide: (reason: string) => void;
}

/** Asks why, because whoever reads the history later will. */
export function ReasonDialog({ which, busy, error, onClose, onDecide }: Props) {
  const { t } = useTranslation("tasks");
  const [reason, setReason] = useState("");
  const [missing, setMissing] = useState(false);
  const decide = () => {
    if (reason.trim()) onDecide(reason.trim());
    else setMissing(true);
  };
  return (
    <Dialog
      title={t(`moves.title.${which}`)}
      onClose={onClose}
      actions={
        <DialogButtons onCancel={onClose} loading={busy} onClick={decide}>
          {t(`moves.${which}`)}
        </DialogButtons>
      }
    >
      <div className={formClass}>
        <p>{t(`moves.effect.${which}`)}</p>
        <Field
          label={t("moves.reason")}
          hint={t("moves.reasonHint")}
          wrong={missing && !reason.trim() ? t("moves.reasonMissing") : undefined}
        >
          {(control) => (
            <textarea
              {...control}
              data-first
              rows={3}
              maxLength={400}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          )}
        </Field>
      </div>
      {error ? <ProblemNotice error={error} /> : null}
    </Dialog>
  );
}
