import { type ReactNode, useLayoutEffect, useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import { type SelectedBy, useDesk } from "./desk-context";
import { sectionsOf } from "./doubt-queue";
import styles from "./list.module.css";
import { QuantityField } from "./quantity-field";
import type { DraftTask, Quantity } from "./rows";
import { TaskRow } from "./task-row";

interface Props {
  tasks: readonly DraftTask[];
  /** Every heading of the draft, to choose from. */
  sections: readonly string[];
  loose: readonly Quantity[];
  selected: { task: string | undefined; by: SelectedBy };
  chosen: ReadonlySet<string>;
  onChoose: (task: string) => void;
  editor: (task: DraftTask) => ReactNode;
  empty: ReactNode;
}

/** The draft under its headings; the selected task opens in its place. */
export function DraftList(props: Props) {
  const { tasks, sections, loose, selected, chosen, onChoose, editor, empty } = props;
  const { t } = useTranslation("plans");
  const { readOnly, select } = useDesk();
  const frame = useFollow(selected);
  const groups = useMemo(() => sectionsOf(tasks), [tasks]);
  const onSelect = useMemo(() => (task: string) => select(task, "list"), [select]);
  return (
    <div ref={frame} className={styles.list} data-list>
      <datalist id="sections-of-draft">
        {sections.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      {tasks.length === 0 && empty}
      {groups.map(({ name, tasks: inside }) => (
        <section key={inside[0]?.id} aria-label={name || t("list.noSection")}>
          <h3 className={styles.heading}>
            <span>{name || t("list.noSection")}</span>
            <small>{inside.length}</small>
          </h3>
          <ol>
            {inside.map((task) => (
              <TaskRow
                key={task.id}
                task={task}
                selected={task.id === selected.task}
                chosen={chosen.has(task.id)}
                readOnly={readOnly}
                onSelect={onSelect}
                onChoose={onChoose}
              >
                {task.id === selected.task ? editor(task) : undefined}
              </TaskRow>
            ))}
          </ol>
        </section>
      ))}
      {loose.length > 0 && (
        <details className={styles.loose} open={loose.some(({ id }) => id === selected.task)}>
          <summary>{t("list.loose", { count: loose.length })}</summary>
          <p>{t("list.looseNote")}</p>
          {loose.map((quantity) => (
            <QuantityField key={quantity.id} quantity={quantity} />
          ))}
        </details>
      )}
    </div>
  );
}

const HEADING_PX = 34;

/**
 * After a click the row stays under the hand although the editor above it closes; after any other way of
 * selecting it comes to the top of the list.
 */
function useFollow({ task, by }: Props["selected"]) {
  const frame = useRef<HTMLDivElement>(null);
  const before = useRef(new Map<string, number>());
  useLayoutEffect(() => {
    const list = frame.current;
    const row = task && list?.querySelector<HTMLElement>(`[data-row="${task}"]`);
    if (!list || !row) return;
    const top = list.getBoundingClientRect().top;
    const wanted =
      by === "list" ? (before.current.get(task) ?? top + HEADING_PX) : top + HEADING_PX;
    list.scrollTop += row.getBoundingClientRect().top - wanted;
    if (by === "keyboard") row.focus({ preventScroll: true });
  }, [task, by]);
  // Remembers where each row stood, just before a click may move it.
  useLayoutEffect(() => {
    const list = frame.current;
    if (!list) return;
    const remember = (event: Event) => {
      const row = (event.target as Element).closest<HTMLElement>("[data-row]");
      if (row?.dataset.row) before.current.set(row.dataset.row, row.getBoundingClientRect().top);
    };
    list.addEventListener("click", remember, { capture: true });
    return () => list.removeEventListener("click", remember, { capture: true });
  }, []);
  return frame;
}
