import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, api } from "@/shared/api/client";
import { Choice, Field, formClass } from "@/shared/form/controls";
import { announce } from "@/shared/page/notices";
import { ProblemNotice } from "@/shared/page/problem-notice";
import { Dialog } from "@/shared/popup/dialog";
import { type Change, emptyForm, KINDS, type Kind } from "./bulk-changes";
import { BulkFields } from "./bulk-fields";
import { BulkPreview, LeftOut } from "./bulk-preview";
import type { askedOf } from "./search";
import { tasksKey } from "./task-queries";
import styles from "./tasks.module.css";

/** The tasks that were ticked, or all that a list with these filters shows. */
export type Selection = { tasks: string[] } | { filter: ReturnType<typeof askedOf> };

interface Props {
  zone: string;
  selection: Selection;
  onClose: () => void;
  onDone: () => void;
}

/** Choose a change, look at what it would do to each task, then make it. */
export function BulkEdit({ zone, selection, onClose, onDone }: Props) {
  const { t } = useTranslation("tasks");
  const { t: shared } = useTranslation();
  const cache = useQueryClient();
  const [kind, setKind] = useState<Kind>("deadline");
  const [form, setForm] = useState(emptyForm);
  const change = KINDS[kind](form);
  const preview = useMutation({
    mutationFn: (asked: Change) =>
      answer(
        api.POST("/api/v1/zones/{zone}/tasks/bulk-edits/preview", {
          params: { path: { zone } },
          body: { change: asked, ...selection } as never,
        }),
      ),
  });
  const seen = preview.data;
  const edit = useMutation({
    mutationFn: (asked: Change) =>
      answer(
        api.POST("/api/v1/zones/{zone}/tasks/bulk-edits", {
          params: { path: { zone } },
          body: {
            change: asked,
            tasks: (seen?.items ?? []).map(({ id, version }) => ({ task: id, version })),
          },
        }),
      ),
    onSuccess: async ({ changed, refused }) => {
      announce(t("bulkEdit.done", { count: changed.length }));
      await Promise.all([
        cache.invalidateQueries({ queryKey: tasksKey(zone) }),
        cache.invalidateQueries({ queryKey: ["task", zone] }),
        cache.invalidateQueries({ queryKey: ["workbench", zone] }),
      ]);
      if (refused.length === 0) onDone();
    },
  });
  if (edit.data && edit.data.refused.length > 0)
    return (
      <Dialog
        title={t("bulkEdit.title")}
        onClose={onDone}
        actions={
          <Button type="primary" onClick={onDone}>
            {t("bulkEdit.close")}
          </Button>
        }
      >
        <p>{t("bulkEdit.done", { count: edit.data.changed.length })}</p>
        <LeftOut refused={edit.data.refused} />
      </Dialog>
    );
  return (
    <Dialog
      wide
      title={t("bulkEdit.title")}
      onClose={onClose}
      actions={
        <>
          <Button onClick={seen ? () => preview.reset() : onClose}>
            {seen ? t("bulkEdit.back") : shared("cancel")}
          </Button>
          {seen ? (
            <Button
              type="primary"
              disabled={seen.changing === 0}
              loading={edit.isPending}
              onClick={() => change && edit.mutate(change)}
            >
              {t("bulkEdit.apply", { count: seen.changing })}
            </Button>
          ) : (
            <Button
              type="primary"
              disabled={!change}
              loading={preview.isPending}
              onClick={() => change && preview.mutate(change)}
            >
              {t("bulkEdit.preview")}
            </Button>
          )}
        </>
      }
    >
      {seen ? (
        <>
          <p role="status">{t("bulkEdit.summary", seen)}</p>
          <BulkPreview items={seen.items} />
        </>
      ) : (
        <div className={formClass}>
          <p className={styles.soft}>{t("bulkEdit.note")}</p>
          <Field label={t("bulkEdit.change")}>
            {(control) => (
              <Choice
                {...control}
                value={kind}
                options={(Object.keys(KINDS) as Kind[]).map((one) => [
                  one,
                  t(`bulkEdit.kinds.${one}`),
                ])}
                onPick={(next) => setKind(next as Kind)}
              />
            )}
          </Field>
          <BulkFields zone={zone} kind={kind} form={form} onWrite={setForm} />
        </div>
      )}
      {(preview.error ?? edit.error) && <ProblemNotice error={preview.error ?? edit.error} />}
    </Dialog>
  );
}
