import { useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, api, ifMatch } from "@/shared/api/client";
import { Field, formClass } from "@/shared/form/controls";
import { DateInput } from "@/shared/form/date-input";
import { useFormat } from "@/shared/i18n/format";
import { ProblemNotice } from "@/shared/page/problem-notice";
import { Dialog } from "@/shared/popup/dialog";
import { DialogButtons } from "@/shared/popup/dialog-buttons";
import type { Task } from "./rows";
import { today, useTaskChange } from "./task-calls";
import styles from "./task-page.module.css";
import type { TaskPath } from "./task-queries";
import { WaitFields, waitBody, waitOf } from "./wait-fields";

interface Props {
  path: TaskPath;
  task: Task;
  onClose: () => void;
}

/** Lets the task wait, or says anew what it waits for. */
export function WaitDialog({ path, task, revise, onClose }: Props & { revise: boolean }) {
  const { t } = useTranslation("tasks");
  const [form, setForm] = useState(() => waitOf(task, revise));
  const change = useTaskChange(path, onClose);
  const save = () => {
    const sent = {
      params: { path, header: ifMatch(task.version) },
      body: waitBody(form),
    };
    const place = "/api/v1/zones/{zone}/tasks/{task}/precondition/waiting";
    change.mutate({
      words: t(revise ? "wait.done.revise" : "wait.done.wait"),
      call: () => answer(revise ? api.PUT(place, sent) : api.POST(place, sent)),
    });
  };
  return (
    <Dialog
      title={t(revise ? "wait.acts.revise" : "wait.title")}
      onClose={onClose}
      actions={
        <DialogButtons
          onCancel={onClose}
          disabled={!form.text.trim() || !form.since_date}
          loading={change.isPending}
          onClick={save}
        >
          {t(revise ? "wait.acts.save" : "wait.acts.wait")}
        </DialogButtons>
      }
    >
      <WaitFields zone={path.zone} form={form} onWrite={setForm} />
      {change.error && <ProblemNotice error={change.error} />}
    </Dialog>
  );
}

/** Ends the waiting; the person sees the new deadline before deciding whether to take it. */
export function ReleaseDialog({ path, task, onClose }: Props) {
  const { t } = useTranslation("tasks");
  const { date } = useFormat();
  const id = useId();
  const [form, setForm] = useState({ released_date: today(), note: "", extend: false });
  const write = (change: Partial<typeof form>) => setForm({ ...form, ...change });
  const change = useTaskChange(path, onClose);
  const query = { released_date: form.released_date };
  const preview = useQuery({
    queryKey: ["task", path.zone, path.task, "release", query],
    queryFn: ({ signal }) =>
      answer(
        api.GET("/api/v1/zones/{zone}/tasks/{task}/precondition/release-preview", {
          params: { path, query },
          signal,
        }),
      ),
    enabled: form.released_date !== "",
    retry: false,
    staleTime: 0,
  });
  const found = preview.data;
  const movable = found?.after && found.after !== found.before;
  return (
    <Dialog
      title={t("wait.acts.release")}
      onClose={onClose}
      actions={
        <DialogButtons
          onCancel={onClose}
          disabled={!form.note.trim() || !form.released_date}
          loading={change.isPending}
          onClick={() =>
            change.mutate({
              words: t("wait.done.release"),
              call: () =>
                answer(
                  api.POST("/api/v1/zones/{zone}/tasks/{task}/precondition/release", {
                    params: { path, header: ifMatch(task.version) },
                    body: { ...form, note: form.note.trim() },
                  }),
                ),
            })
          }
        >
          {t("wait.acts.release")}
        </DialogButtons>
      }
    >
      <div className={formClass}>
        <p>{task.waiting_for}</p>
        <Field label={t("wait.releasedDate")}>
          {(control) => (
            <DateInput
              {...control}
              min={task.wait?.since_date}
              max={today()}
              value={form.released_date}
              onPick={(day) => write({ released_date: day })}
            />
          )}
        </Field>
        <Field label={t("wait.note")} hint={t("wait.noteHint")}>
          {(control) => (
            <textarea
              {...control}
              data-first
              rows={3}
              maxLength={400}
              value={form.note}
              onChange={(event) => write({ note: event.target.value })}
            />
          )}
        </Field>
        {found && (
          <div className={styles.preview} role="status">
            <p>{t("wait.waited", { count: found.days_waited })}</p>
            {movable && (
              <label className={styles.tick} htmlFor={id}>
                <input
                  id={id}
                  type="checkbox"
                  checked={form.extend}
                  onChange={(event) => write({ extend: event.target.checked })}
                />
                {t("wait.extend", {
                  before: date(found.before ?? ""),
                  after: date(found.after ?? ""),
                })}
              </label>
            )}
            {found.weekends_assumed && <p>{t("steps.assumed")}</p>}
          </div>
        )}
      </div>
      {change.error && <ProblemNotice error={change.error} />}
    </Dialog>
  );
}
