import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, api, ifMatch } from "@/shared/api/client";
import { Choice, Field, formClass } from "@/shared/form/controls";
import { ProblemNotice } from "@/shared/page/problem-notice";
import { Dialog } from "@/shared/popup/dialog";
import { DialogButtons } from "@/shared/popup/dialog-buttons";
import { DeadlineField, deadlineOf, writtenOf } from "./deadline-field";
import { Note } from "./finish-dialogs";
import type { Milestone, SubTask, Task } from "./rows";
import { useTaskChange } from "./task-calls";
import type { TaskPath } from "./task-queries";

interface Props {
  path: TaskPath;
  task: Task;
  onClose: () => void;
}

/** Adds a milestone, or changes one and all that counts from it. */
export function MilestoneDialog({
  path,
  task,
  milestone,
  onClose,
}: Props & { milestone?: Milestone }) {
  const { t } = useTranslation("tasks");
  const { t: shared } = useTranslation();
  const [title, setTitle] = useState(milestone?.title ?? "");
  const [note, setNote] = useState(milestone?.note ?? "");
  const [written, setWritten] = useState(() => writtenOf(milestone));
  const deadline = deadlineOf(written);
  const change = useTaskChange(path, onClose);
  const save = (body: { title: string; note: string; deadline: NonNullable<typeof deadline> }) => {
    const header = ifMatch(task.version);
    change.mutate({
      words: t("steps.saved"),
      call: () =>
        answer(
          milestone
            ? api.PATCH("/api/v1/zones/{zone}/tasks/{task}/milestones/{milestone}", {
                params: { path: { ...path, milestone: milestone.id }, header },
                body,
              })
            : api.POST("/api/v1/zones/{zone}/tasks/{task}/milestones", {
                params: { path, header },
                body,
              }),
        ),
    });
  };
  return (
    <Dialog
      title={t(milestone ? "steps.editMilestone" : "steps.addMilestone")}
      onClose={onClose}
      actions={
        <DialogButtons
          onCancel={onClose}
          disabled={!title.trim() || !deadline}
          loading={change.isPending}
          onClick={() => deadline && save({ title: title.trim(), note: note.trim(), deadline })}
        >
          {shared("save")}
        </DialogButtons>
      }
    >
      <div className={formClass}>
        <Title value={title} hint={t("steps.milestoneHint")} onWrite={setTitle} />
        <DeadlineField
          path={path}
          written={written}
          onWrite={setWritten}
          milestones={task.milestones}
          milestone={milestone?.id}
        />
        <Note value={note} onWrite={setNote} />
      </div>
      {change.error && <ProblemNotice error={change.error} />}
    </Dialog>
  );
}

/** Adds a sub-task for one of the task's units, or changes one. */
export function SubTaskDialog({ path, task, subTask, onClose }: Props & { subTask?: SubTask }) {
  const { t } = useTranslation("tasks");
  const { t: shared } = useTranslation();
  const [form, setForm] = useState({
    title: subTask?.title ?? "",
    unit: subTask?.unit ?? task.units[0]?.id ?? "",
    responsible_officer: subTask?.responsible_officer ?? "",
    weight: String(subTask?.weight ?? 1),
  });
  const [written, setWritten] = useState(() => writtenOf(subTask));
  const deadline = deadlineOf(written);
  const write = (change: Partial<typeof form>) => setForm({ ...form, ...change });
  const change = useTaskChange(path, onClose);
  const weight = Number(form.weight);
  const ready = form.title.trim() && form.unit && Number.isInteger(weight) && weight > 0;
  const save = () => {
    const header = ifMatch(task.version);
    const body = { ...form, title: form.title.trim(), weight, ...(deadline && { deadline }) };
    // A unit's own officer may not hand the sub-task on, so an unchanged unit is not sent.
    const { unit, ...rest } = body;
    change.mutate({
      words: t("steps.saved"),
      call: () =>
        answer(
          subTask
            ? api.PATCH("/api/v1/zones/{zone}/tasks/{task}/sub-tasks/{sub_task}", {
                params: { path: { ...path, sub_task: subTask.id }, header },
                body: { ...rest, ...(unit !== subTask.unit && { unit }) },
              })
            : api.POST("/api/v1/zones/{zone}/tasks/{task}/sub-tasks", {
                params: { path, header },
                body,
              }),
        ),
    });
  };
  return (
    <Dialog
      title={t(subTask ? "steps.editSubTask" : "steps.addSubTask")}
      onClose={onClose}
      actions={
        <DialogButtons
          onCancel={onClose}
          disabled={!ready}
          loading={change.isPending}
          onClick={save}
        >
          {shared("save")}
        </DialogButtons>
      }
    >
      <div className={formClass}>
        <Title
          value={form.title}
          hint={t("steps.subTaskHint")}
          onWrite={(title) => write({ title })}
        />
        <Field label={t("steps.unit")}>
          {(control) => (
            <Choice
              {...control}
              value={form.unit}
              options={task.units.map(({ id, name }) => [id, name])}
              onPick={(unit) => write({ unit: unit ?? "" })}
            />
          )}
        </Field>
        <Field label={t("slots.responsible_officer")}>
          {(control) => (
            <input
              {...control}
              maxLength={60}
              autoComplete="off"
              value={form.responsible_officer}
              onChange={(event) => write({ responsible_officer: event.target.value })}
            />
          )}
        </Field>
        <DeadlineField
          path={path}
          written={written}
          onWrite={setWritten}
          milestones={task.milestones}
        />
        <Field label={t("steps.weight")} hint={t("steps.weightHint")}>
          {(control) => (
            <input
              {...control}
              type="number"
              min={1}
              max={100}
              value={form.weight}
              onChange={(event) => write({ weight: event.target.value })}
            />
          )}
        </Field>
      </div>
      {change.error && <ProblemNotice error={change.error} />}
    </Dialog>
  );
}

function Title({
  value,
  hint,
  onWrite,
}: {
  value: string;
  hint: string;
  onWrite: (value: string) => void;
}) {
  const { t } = useTranslation("tasks");
  return (
    <Field label={t("steps.name")} hint={hint}>
      {(control) => (
        <input
          {...control}
          data-first
          maxLength={200}
          autoComplete="off"
          value={value}
          onChange={(event) => onWrite(event.target.value)}
        />
      )}
    </Field>
  );
}
