import { useCallback, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import styles from "./desk.module.css";
import { type SelectedBy, type Spot, useDesk } from "./desk-context";
import type { Asking } from "./desk-frame";
import { goToField } from "./doubt-fields";
import { doubtQueue, openDoubts, SHOWN, type Shown, shownTasks } from "./doubt-queue";
import { DraftList } from "./draft-list";
import { MergeBar } from "./merge-bar";
import type { Draft, DraftTask } from "./rows";
import { SplitTask } from "./split-task";
import { TaskEditor } from "./task-editor";
import type { useSelection } from "./use-selection";
import { useShortcuts } from "./use-shortcuts";

interface Props {
  draft: Draft;
  selected: { task: string | undefined; by: SelectedBy };
  show: Shown;
  onShow: (show: Shown) => void;
  moves: ReturnType<typeof useSelection>["moves"];
  marked: Spot | undefined;
  onAsk: (asking: Asking) => void;
}

/** The list of tasks, the keyboard over it, and what is done to several at once. */
export function TasksPanel({ draft, selected, show, onShow, moves, marked, onAsk }: Props) {
  const { t } = useTranslation("plans");
  const { readOnly, writer } = useDesk();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [splitting, setSplitting] = useState<DraftTask>();
  const tasks = useMemo(() => shownTasks(draft.tasks, show), [draft.tasks, show]);
  const sections = useMemo(
    () => [...new Set(draft.tasks.map(({ section }) => section))].filter(Boolean),
    [draft.tasks],
  );
  const choose = useCallback((id: string) => {
    setChosen((now) => {
      const next = new Set(now);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  }, []);
  const decide = (task: DraftTask, state: DraftTask["state"]) => {
    moves.afterDecision(task.id);
    writer.changeTask(writer.task(task.id) ?? task, { state });
  };
  const confirm = (task: DraftTask) => decide(task, "confirmed");
  const drop = (task: DraftTask) => decide(task, task.state === "dropped" ? "proposed" : "dropped");
  const current = draft.tasks.find(({ id }) => id === selected.task);
  const write = !readOnly && current;
  const looking = {
    down: () => moves.among(tasks, selected.task, 1),
    up: () => moves.among(tasks, selected.task, -1),
  };
  useShortcuts(
    readOnly
      ? looking
      : {
          ...looking,
          edit: () => goToField(current && openDoubts(current)[0]),
          add: () => onAsk({ adding: marked }),
          ...(write && {
            confirm: () => (write.state === "proposed" ? confirm(write) : undefined),
            drop: () => drop(write),
            split: () => (write.state === "dropped" ? undefined : setSplitting(write)),
            mark: () => (write.state === "dropped" ? undefined : choose(write.id)),
          }),
        },
  );
  const counts: Record<Shown, number> = {
    all: draft.tasks.length,
    doubtful: doubtQueue(draft.tasks).length,
    open: shownTasks(draft.tasks, "open").length,
    dropped: shownTasks(draft.tasks, "dropped").length,
  };
  return (
    <>
      <div className={styles.filters}>
        <fieldset aria-label={t("show.label")}>
          {SHOWN.map((one) => (
            <button key={one} type="button" aria-pressed={one === show} onClick={() => onShow(one)}>
              {t(`show.${one}`)} <small>{counts[one]}</small>
            </button>
          ))}
        </fieldset>
        {!readOnly && (
          <span className={styles.ways}>
            <button type="button" className={styles.plain} onClick={() => onAsk("fixes")}>
              {t("fixes.open")}
            </button>
            <button
              type="button"
              className={styles.plain}
              onClick={() => onAsk({ adding: marked })}
            >
              + {t("add.button")}
            </button>
          </span>
        )}
      </div>
      <DraftList
        tasks={tasks}
        sections={sections}
        loose={show === "all" ? draft.quantities : []}
        selected={selected}
        chosen={chosen}
        onChoose={choose}
        empty={<p className={styles.emptyList}>{t(`show.empty.${show}`)}</p>}
        editor={(task) => (
          <TaskEditor
            key={task.id}
            task={task}
            onConfirm={() => confirm(task)}
            onDrop={() => drop(task)}
            onSplit={() => setSplitting(task)}
          />
        )}
      />
      {chosen.size > 0 && (
        <MergeBar
          tasks={draft.tasks.filter(({ id, state }) => chosen.has(id) && state !== "dropped")}
          onDone={() => setChosen(new Set())}
        />
      )}
      {splitting && <SplitTask task={splitting} onClose={() => setSplitting(undefined)} />}
    </>
  );
}
