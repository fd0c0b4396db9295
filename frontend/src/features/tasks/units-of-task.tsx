import { Button } from "antd";
import { Fragment, useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormInPlace } from "@/shared/form/use-form-in-place";
import { useFormat } from "@/shared/i18n/format";
import { Tag } from "@/shared/status/mark";
import { Fold } from "./fold";
import { SLOTS, type Task, type UnitOfTask } from "./rows";
import { SlotsForm } from "./slots-form";
import type { TaskPath } from "./task-queries";
import styles from "./tasks.module.css";

/** The units by their relation to the task, each with the people who answer there. */
export function UnitsOfTask({ path, task }: { path: TaskPath; task: Task }) {
  const { t } = useTranslation("tasks");
  const [open, setOpen] = useState<string>();
  return (
    <Fold name="units" title={t("units.title")}>
      {task.units.length === 0 ? (
        <p className={styles.soft}>{t("missing.nobody")}</p>
      ) : (
        <table className={styles.units} aria-label={t("units.title")}>
          <thead>
            <tr>
              <th scope="col">{t("units.relation")}</th>
              <th scope="col">{t("units.unit")}</th>
              {SLOTS.map((slot) => (
                <th scope="col" key={slot}>
                  {t(`slots.${slot}`)}
                </th>
              ))}
              <td />
            </tr>
          </thead>
          <tbody>
            {task.units.map((unit) => (
              <Fragment key={unit.id}>
                <Line unit={unit} open={open === unit.id} onOpen={() => setOpen(unit.id)} />
                {open === unit.id && (
                  <tr>
                    <td colSpan={SLOTS.length + 3}>
                      <SlotsForm
                        path={path}
                        task={task}
                        unit={unit}
                        onClose={() => setOpen(undefined)}
                      />
                    </td>
                  </tr>
                )}
              </Fragment>
            ))}
          </tbody>
        </table>
      )}
    </Fold>
  );
}

function Line({ unit, open, onOpen }: { unit: UnitOfTask; open: boolean; onOpen: () => void }) {
  const { t } = useTranslation("tasks");
  const { opener } = useFormInPlace(open);
  return (
    <tr data-open={open || undefined}>
      <td>{t(`relationShort.${unit.relation}`)}</td>
      <th scope="row">
        <Name unit={unit} />
      </th>
      {SLOTS.map((slot) => (
        <td key={slot} className={unit[slot] ? undefined : styles.empty}>
          <span data-missing={(unit.accountable && !unit[slot]) || undefined}>
            {unit[slot] || t("units.empty")}
          </span>
        </td>
      ))}
      <td>
        {!open && unit.actions.includes("staff") && (
          <Button
            ref={opener}
            size="small"
            aria-label={t("units.editOf", { name: unit.name })}
            onClick={onOpen}
          >
            {t(SLOTS.some((slot) => unit[slot]) ? "units.edit" : "units.fill")}
          </Button>
        )}
      </td>
    </tr>
  );
}

/** The unit, whether it answers for the task, and how the document names it where that differs. */
function Name({ unit }: { unit: UnitOfTask }) {
  const { t } = useTranslation("tasks");
  const { list } = useFormat();
  const differs = unit.source_text !== "" && unit.source_text !== unit.name;
  const notes = [
    ...(differs ? [t("units.spelt", { text: unit.source_text })] : []),
    ...(unit.inherited && unit.accountable ? [t("units.inherited")] : []),
  ];
  return (
    <>
      {unit.name} {unit.accountable && <Tag>{t("units.answers")}</Tag>}
      {notes.length > 0 && <small>{list(notes)}</small>}
    </>
  );
}
