import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, api, ifMatch } from "@/shared/api/client";
import { isProblem } from "@/shared/api/problem";
import { Field } from "@/shared/form/controls";
import { useImeEnter } from "@/shared/form/use-ime-enter";
import { announce } from "@/shared/page/notices";
import { ProblemNotice } from "@/shared/page/problem-notice";
import { StaffSuggestions } from "@/shared/units/staff-suggestions";
import { SLOTS, type Slots, type Task, type UnitOfTask } from "./rows";
import { showChanged, type TaskPath, taskQuery } from "./task-queries";
import styles from "./tasks.module.css";

interface Props {
  path: TaskPath;
  task: Task;
  unit: UnitOfTask;
  onClose: () => void;
}

/** The three people of one unit. When somebody was faster, what was typed stays and theirs is shown beside it. */
export function SlotsForm({ path, task, unit, onClose }: Props) {
  const { t } = useTranslation("tasks");
  const { t: shared } = useTranslation();
  const cache = useQueryClient();
  const [read] = useState(unit);
  const [typed, setTyped] = useState<Slots>(() => slotsOf(unit));
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);
  const save = useMutation({
    mutationFn: () =>
      answer(
        api.PATCH("/api/v1/zones/{zone}/tasks/{task}/units/{unit}", {
          params: { path: { ...path, unit: unit.id }, header: ifMatch(task.version) },
          body: typed,
        }),
      ),
    onSuccess: async (changed) => {
      await showChanged(cache, path, changed);
      announce(t("units.saved", { name: unit.name }));
      onClose();
    },
    onError: (error) => {
      if (isProblem(error, 412)) void cache.invalidateQueries(taskQuery(path));
    },
  });
  const enter = useImeEnter();
  const clashed = isProblem(save.error, 412);
  return (
    <form
      className={styles.slots}
      aria-label={t("units.editOf", { name: unit.name })}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
      onCompositionEnd={enter.onCompositionEnd}
      onKeyDown={(event) => {
        const untouched = SLOTS.every((slot) => typed[slot] === slotsOf(read)[slot]);
        if (event.key === "Escape" && untouched && !event.nativeEvent.isComposing) onClose();
        enter.onKeyDown(event);
      }}
    >
      {SLOTS.map((slot, index) => {
        const theirs = clashed && unit[slot] !== read[slot] && unit[slot] !== typed[slot];
        return (
          <Field
            key={slot}
            label={t(`slots.${slot}`)}
            hint={theirs ? t("units.theirs", { value: unit[slot] || t("units.empty") }) : undefined}
          >
            {(control) => (
              <>
                <input
                  {...control}
                  {...(index === 0 && { ref: first })}
                  list={`${control.id}-offered`}
                  maxLength={60}
                  autoComplete="off"
                  value={typed[slot]}
                  onChange={(event) => setTyped({ ...typed, [slot]: event.target.value })}
                />
                <StaffSuggestions
                  zone={path.zone}
                  unit={unit.id}
                  slot={slot}
                  id={`${control.id}-offered`}
                />
              </>
            )}
          </Field>
        );
      })}
      <div className={styles.buttons}>
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {clashed ? t("units.overwrite") : shared("save")}
        </Button>
        <Button onClick={onClose}>{shared("cancel")}</Button>
      </div>
      {save.error && <ProblemNotice error={save.error} />}
    </form>
  );
}

function slotsOf(unit: UnitOfTask): Slots {
  const { responsible_leader, responsible_section, responsible_officer } = unit;
  return { responsible_leader, responsible_section, responsible_officer };
}
