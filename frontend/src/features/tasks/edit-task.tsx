import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, api, ifMatch } from "@/shared/api/client";
import { isProblem } from "@/shared/api/problem";
import { Field, formClass } from "@/shared/form/controls";
import { DateInput } from "@/shared/form/date-input";
import { ProblemNotice } from "@/shared/page/problem-notice";
import { Dialog } from "@/shared/popup/dialog";
import { DialogButtons } from "@/shared/popup/dialog-buttons";
import type { Task } from "./rows";
import { type TaskPath, taskQuery } from "./task-queries";

interface Props {
  path: TaskPath;
  task: Task;
  onClose: () => void;
  onDone: (task: Task) => void;
}

/** Deadline and precondition, which may be settled only after the plan was adopted. */
export function EditTask({ path, task, onClose, onDone }: Props) {
  const { t } = useTranslation("tasks");
  const { t: shared } = useTranslation();
  const cache = useQueryClient();
  const [form, setForm] = useState({
    deadline_date: task.deadline_date ?? "",
    deadline_text: task.deadline_text,
    precondition: task.precondition,
  });
  const write = (change: Partial<typeof form>) => setForm({ ...form, ...change });
  const save = useMutation({
    mutationFn: () =>
      answer(
        api.PATCH("/api/v1/zones/{zone}/tasks/{task}", {
          params: { path, header: ifMatch(task.version) },
          body: { ...form, deadline_date: form.deadline_date || null },
        }),
      ),
    onSuccess: onDone,
    onError: (error) => {
      if (isProblem(error, 412)) void cache.invalidateQueries(taskQuery(path));
    },
  });
  return (
    <Dialog
      title={t("moves.title.edit")}
      onClose={onClose}
      actions={
        <DialogButtons onCancel={onClose} loading={save.isPending} onClick={() => save.mutate()}>
          {shared("save")}
        </DialogButtons>
      }
    >
      <div className={formClass}>
        <Field label={t("edit.deadlineDate")} hint={t("edit.deadlineDateHint")}>
          {(control) => (
            <DateInput
              {...control}
              value={form.deadline_date}
              onPick={(day) => write({ deadline_date: day })}
            />
          )}
        </Field>
        <Field label={t("edit.deadlineText")}>
          {(control) => (
            <input
              {...control}
              maxLength={120}
              value={form.deadline_text}
              onChange={(event) => write({ deadline_text: event.target.value })}
            />
          )}
        </Field>
        <Field label={t("precondition")} hint={t("edit.preconditionHint")}>
          {(control) => (
            <textarea
              {...control}
              rows={3}
              maxLength={2000}
              value={form.precondition}
              onChange={(event) => write({ precondition: event.target.value })}
            />
          )}
        </Field>
      </div>
      {save.error && <ProblemNotice error={save.error} />}
    </Dialog>
  );
}
