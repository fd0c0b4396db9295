import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, api } from "@/shared/api/client";
import { isProblem } from "@/shared/api/problem";
import { Choice, Field, formClass } from "@/shared/form/controls";
import { announce } from "@/shared/page/notices";
import { ProblemNotice } from "@/shared/page/problem-notice";
import { Dialog } from "@/shared/popup/dialog";
import { DialogButtons } from "@/shared/popup/dialog-buttons";
import { refusedTasks, unitsInTasks } from "./bulk-units";
import { SLOTS, type Slots, type TaskRow } from "./rows";
import type { askedOf } from "./search";
import { tasksKey } from "./task-queries";
import styles from "./tasks.module.css";

const BulkEdit = lazy(() =>
  import("./bulk-edit").then(({ BulkEdit: default_ }) => ({ default: default_ })),
);

type Asked = ReturnType<typeof askedOf>;

interface Props {
  zone: string;
  tasks: TaskRow[];
  ownUnits: readonly string[];
  /** The filters of the list, when a change may be made in all that they find. */
  asked: Asked | undefined;
  onDone: () => void;
}

/** Says how many tasks are ticked, and fills in one unit's people for all of them. */
export function BulkStaffing(props: Props) {
  const { t } = useTranslation("tasks");
  const { tasks, asked, onDone } = props;
  const [open, setOpen] = useState(false);
  const [editing, setEditing] = useState(false);
  const [whole, setWhole] = useState(false);
  const editable = tasks.some(
    ({ actions }) => actions.includes("edit") || actions.includes("restore"),
  );
  return (
    <div className={styles.selection} role="status">
      <span>
        {whole ? t("bulkEdit.wholeSelected") : t("bulk.selected", { count: tasks.length })}
      </span>
      {editable && (
        <Button size="small" type="primary" onClick={() => setEditing(true)}>
          {t("bulkEdit.open")}
        </Button>
      )}
      {!whole && (
        <Button size="small" type={editable ? "default" : "primary"} onClick={() => setOpen(true)}>
          {t("bulk.open")}
        </Button>
      )}
      {editable && asked && !whole && (
        <Button size="small" type="link" onClick={() => setWhole(true)}>
          {t("bulkEdit.whole")}
        </Button>
      )}
      <Button size="small" type="link" onClick={onDone}>
        {t("bulk.clear")}
      </Button>
      {open && <BulkDialog {...props} onClose={() => setOpen(false)} />}
      {editing && (
        <Suspense>
          <BulkEdit
            zone={props.zone}
            selection={whole && asked ? { filter: asked } : { tasks: tasks.map(({ id }) => id) }}
            onClose={() => setEditing(false)}
            onDone={onDone}
          />
        </Suspense>
      )}
    </div>
  );
}

function BulkDialog({ zone, tasks, ownUnits, onDone, onClose }: Props & { onClose: () => void }) {
  const { t } = useTranslation("tasks");
  const cache = useQueryClient();
  const units = unitsInTasks(tasks, ownUnits);
  const [unitId, setUnit] = useState(units[0]?.id);
  const [slots, setSlots] = useState<Partial<Slots>>({});
  const unit = units.find(({ id }) => id === unitId);
  const left = tasks.length - (unit?.tasks.length ?? 0);
  const filled = SLOTS.filter((slot) => slots[slot]?.trim());
  const staff = useMutation({
    mutationFn: (to: NonNullable<typeof unit>) =>
      answer(
        api.PATCH("/api/v1/zones/{zone}/tasks/staffing", {
          params: { path: { zone } },
          body: {
            unit: to.id,
            tasks: to.tasks.map(({ id, version }) => ({ task: id, version })),
            ...Object.fromEntries(filled.map((slot) => [slot, slots[slot]?.trim()])),
          },
        }),
      ),
    onSuccess: ({ items }) => {
      announce(t("bulk.done", { count: items.length }));
      onDone();
    },
    onSettled: () => cache.invalidateQueries({ queryKey: tasksKey(zone) }),
  });
  const refused = isProblem(staff.error) ? refusedTasks(staff.error, unit?.tasks ?? []) : [];
  return (
    <Dialog
      title={t("bulk.title")}
      onClose={onClose}
      actions={
        <DialogButtons
          onCancel={onClose}
          disabled={!unit || filled.length === 0}
          loading={staff.isPending}
          onClick={() => unit && staff.mutate(unit)}
        >
          {t("bulk.save", { count: unit?.tasks.length ?? 0 })}
        </DialogButtons>
      }
    >
      <div className={formClass}>
        <p className={styles.soft}>{t("bulk.note")}</p>
        <Field
          label={t("bulk.unit")}
          hint={left > 0 ? t("bulk.leftOut", { count: left }) : undefined}
        >
          {(control) => (
            <Choice
              {...control}
              value={unitId}
              options={units.map(({ id, name, tasks: own }) => [
                id,
                t("bulk.unitOf", { name, count: own.length }),
              ])}
              onPick={setUnit}
            />
          )}
        </Field>
        {SLOTS.map((slot) => (
          <Field key={slot} label={t(`slots.${slot}`)}>
            {(control) => (
              <input
                {...control}
                maxLength={60}
                autoComplete="off"
                value={slots[slot] ?? ""}
                onChange={(event) => setSlots({ ...slots, [slot]: event.target.value })}
              />
            )}
          </Field>
        ))}
      </div>
      {staff.error &&
        (refused.length > 0 ? (
          <div role="alert" className={styles.refused}>
            <strong>{staff.error.message}</strong>
            <ul>
              {refused.map(({ title, message }) => (
                <li key={title}>
                  {title}：{message}
                </li>
              ))}
            </ul>
          </div>
        ) : (
          <ProblemNotice error={staff.error} />
        ))}
    </Dialog>
  );
}
