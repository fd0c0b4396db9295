import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Tag } from "@/shared/status/mark";
import { SLOTS, type Task, type UnitOfTask } from "./rows";
import { SlotsForm } from "./slots-form";
import type { TaskPath } from "./task-queries";
import styles from "./tasks.module.css";

/** The units by their relation to the task, each with the people who answer there. */
export function UnitsOfTask({ path, task }: { path: TaskPath; task: Task }) {
  const { t } = useTranslation("tasks");
  const [open, setOpen] = useState<string>();
  return (
    <section>
      <h2>{t("units.title")}</h2>
      {task.units.length === 0 && <p className={styles.soft}>{t("missing.nobody")}</p>}
      <ul className={styles.units}>
        {task.units.map((unit) => (
          <li key={unit.id} data-open={open === unit.id || undefined}>
            <div className={styles.unit}>
              <span className={styles.relation}>{t(`relations.${unit.relation}`)}</span>
              <Name unit={unit} />
              {open !== unit.id && (
                <>
                  <People unit={unit} />
                  {unit.actions.includes("staff") && (
                    <Button
                      size="small"
                      aria-label={t("units.editOf", { name: unit.name })}
                      onClick={() => setOpen(unit.id)}
                    >
                      {t(SLOTS.some((slot) => unit[slot]) ? "units.edit" : "units.fill")}
                    </Button>
                  )}
                </>
              )}
            </div>
            {open === unit.id && (
              <SlotsForm path={path} task={task} unit={unit} onClose={() => setOpen(undefined)} />
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Name({ unit }: { unit: UnitOfTask }) {
  const { t } = useTranslation("tasks");
  const spelt = unit.source_text && unit.source_text !== unit.name ? unit.source_text : undefined;
  return (
    <span className={styles.unitName}>
      {unit.name} {unit.accountable && <Tag>{t("units.answers")}</Tag>}
      {(spelt || unit.inherited) && (
        <small>
          {spelt && t("units.spelt", { text: spelt })}
          {unit.inherited && t("units.inherited")}
        </small>
      )}
    </span>
  );
}

function People({ unit }: { unit: UnitOfTask }) {
  const { t } = useTranslation("tasks");
  return (
    <dl className={styles.people}>
      {SLOTS.map((slot) => (
        <div key={slot}>
          <dt>{t(`slots.${slot}`)}</dt>
          <dd data-missing={(unit.accountable && !unit[slot]) || undefined}>
            {unit[slot] || t("units.empty")}
          </dd>
        </div>
      ))}
    </dl>
  );
}
