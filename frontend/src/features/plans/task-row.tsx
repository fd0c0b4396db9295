import { memo, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { openDoubts } from "./doubt-queue";
import styles from "./list.module.css";
import type { DraftTask } from "./rows";

interface Props {
  task: DraftTask;
  selected: boolean;
  chosen: boolean;
  readOnly: boolean;
  onSelect: (task: string) => void;
  onChoose: (task: string) => void;
  /** The editor, in the row that is selected only. */
  children?: ReactNode;
}

/** One line of the list: number, title, who leads, and what is open; plain elements, because there are many. */
export const TaskRow = memo(function TaskRow(props: Props) {
  const { t } = useTranslation("plans");
  const { task, selected, chosen, readOnly, onSelect, onChoose, children } = props;
  const doubts = openDoubts(task).length;
  const lead = task.units.filter(({ relation }) => relation === "lead");
  const unresolved = task.units.some(({ unit_id }) => unit_id === null);
  const kept = task.state !== "dropped";
  return (
    <li className={styles.row} data-state={task.state} data-selected={selected || undefined}>
      <div className={styles.line}>
        {!readOnly && (
          <input
            type="checkbox"
            className={styles.choose}
            aria-label={t("row.choose", { title: task.title })}
            checked={chosen}
            disabled={!kept}
            onChange={() => onChoose(task.id)}
          />
        )}
        <button
          type="button"
          data-row={task.id}
          className={styles.face}
          aria-expanded={selected}
          onClick={() => onSelect(task.id)}
        >
          <span className={styles.number}>{task.number ?? "·"}</span>
          <span className={styles.title}>{task.title}</span>
          <span className={styles.lead}>
            {lead[0]?.text ?? (task.units.length === 0 && kept ? t("row.noUnit") : "")}
          </span>
          <span className={styles.marks}>
            {doubts > 0 && (
              <span className={styles.doubt}>
                ? <span className="visually-hidden">{t("row.doubts", { count: doubts })}</span>
                <span aria-hidden="true">{doubts}</span>
              </span>
            )}
            {unresolved && kept && (
              <span className={styles.unresolved} title={t("row.unresolved")}>
                <span className="visually-hidden">{t("row.unresolved")}</span>
                <span aria-hidden="true">◇</span>
              </span>
            )}
            {task.quantities.some(({ state }) => state === "proposed") && (
              <span className={styles.figures} title={t("row.quantities")}>
                <span className="visually-hidden">{t("row.quantities")}</span>
                <span aria-hidden="true">#</span>
              </span>
            )}
            {task.state === "confirmed" && (
              <span className={styles.done}>
                <span className="visually-hidden">{t("row.confirmed")}</span>
                <span aria-hidden="true">✓</span>
              </span>
            )}
            {!kept && <span className={styles.gone}>{t("row.dropped")}</span>}
          </span>
        </button>
      </div>
      {children}
    </li>
  );
});
