import { useTranslation } from "react-i18next";
import { useFormat } from "@/shared/i18n/format";
import { missingSlots } from "./missing";
import type { Task } from "./rows";
import styles from "./tasks.module.css";

/** What still keeps the task from becoming active, while it waits for its people. */
export function MissingPeople({ task }: { task: Task }) {
  const { t } = useTranslation("tasks");
  const { list } = useFormat();
  if (task.state !== "unstaffed" && task.state !== "suspended") return null;
  const missing = missingSlots(task);
  if (task.staffed.needed === 0) return <p className={styles.missing}>{t("missing.nobody")}</p>;
  if (missing.length === 0) {
    const key = task.actions.includes("activate") ? "missing.ready" : "missing.readyForOthers";
    return <p className={styles.ready}>{t(key)}</p>;
  }
  const count = missing.reduce((sum, { slots }) => sum + slots.length, 0);
  return (
    <div className={styles.missing}>
      <strong>{t("missing.title", { count })}</strong>
      <ul>
        {missing.map(({ unit, slots }) => (
          <li key={unit.id}>
            {t("missing.atUnit", {
              name: unit.name,
              slots: list(slots.map((slot) => t(`slots.${slot}`))),
            })}
          </li>
        ))}
      </ul>
    </div>
  );
}
