import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { AddTask } from "./add-task";
import { AdoptionDialog } from "./adoption-dialog";
import { Clashes } from "./clashes";
import styles from "./desk.module.css";
import { DeskBar } from "./desk-bar";
import { type Desk, DeskContext, type Spot } from "./desk-context";
import { DeskKeys } from "./desk-keys";
import type { DeskWriter } from "./desk-writer";
import { DocumentPanel } from "./document-panel";
import { figuresOf } from "./doubt-queue";
import { DutiesPanel } from "./duties-panel";
import { FixesDialog } from "./fixes-dialog";
import { MarkedWords } from "./marked-words";
import { codePoints } from "./marking/code-points";
import { linesOf } from "./marking/lines";
import { markingOf } from "./marking/marks";
import { Original } from "./original";
import { OriginalHead } from "./original-head";
import { PanelTabs } from "./panel-tabs";
import { Proposals } from "./proposals";
import type { Clause, Draft, Plan } from "./rows";
import { type ReviewSearch, withUnused } from "./search";
import { ShortcutHelp } from "./shortcut-help";
import { stopsOf, UNITS } from "./stops";
import { TasksPanel } from "./tasks-panel";
import { UnitsPanel } from "./units-panel";
import { unusedClauses } from "./unused";
import { useSelection } from "./use-selection";

interface Props {
  writer: DeskWriter;
  plan: Plan;
  text: string;
  clauses: readonly Clause[];
  draft: Draft;
  search: ReviewSearch;
  onSearch: (change: ReviewSearch) => void;
  onLeave: () => void;
}

export type Asking = "help" | "adoption" | "fixes" | { adding: Spot | undefined };

export function DeskFrame(props: Props) {
  const { writer, plan, text, clauses, draft, search, onSearch, onLeave } = props;
  const { t } = useTranslation("plans");
  const points = useMemo(() => codePoints(text), [text]);
  const lines = useMemo(() => {
    const marking = markingOf(draft.tasks, draft.quantities, points);
    return linesOf(text, clauses, plan.anchors, marking, points);
  }, [text, clauses, plan.anchors, draft, points]);
  const figures = useMemo(() => figuresOf(draft), [draft]);
  const { selected, select, spot, point, moves } = useSelection(
    plan,
    draft,
    search,
    onSearch,
    points,
  );
  const [asking, setAsking] = useState<Asking>();
  const [marked, setMarked] = useState<{ spot: Spot; at: { x: number; y: number } }>();
  const readOnly = !plan.actions.includes("review");
  const { zone } = writer.path;
  const desk: Desk = useMemo(
    () => ({ writer, readOnly, zone, points, select, point }),
    [writer, readOnly, zone, points, select, point],
  );
  const panel = search.panel ?? "tasks";
  const stops = useMemo(() => stopsOf(plan, draft), [plan, draft]);
  const unused = useMemo(() => unusedClauses(clauses, draft), [clauses, draft]);
  return (
    <DeskContext value={desk}>
      <div className={styles.desk}>
        <DeskBar
          plan={plan}
          open={stops.filter((id) => id !== UNITS).length}
          onDoubt={(step) => moves.toStop(selected.task, step)}
          onAsk={setAsking}
        />
        <DeskKeys
          plan={plan}
          draft={draft}
          selected={selected.task}
          moves={moves}
          onHelp={() => setAsking("help")}
        />
        <Clashes />
        <div className={styles.halves}>
          <section className={styles.half} aria-label={t("original.title")}>
            <OriginalHead
              unused={unused.length}
              only={search.unused === "yes"}
              onOnly={(only) => onSearch(withUnused(search, only))}
            />
            <Original
              text={text}
              lines={lines}
              selected={selected.task}
              asked={selected.asked}
              spot={spot}
              unused={unused}
              points={points}
              only={search.unused === "yes" && unused.length > 0}
              onPick={(task) => {
                setMarked(undefined);
                select(task, "original");
              }}
              onMarked={(words, at) => !readOnly && setMarked({ spot: words, at })}
            />
          </section>
          <section className={styles.half} aria-label={t("draft.title")}>
            <PanelTabs
              panel={panel}
              figures={figures}
              duties={plan.counts.duties}
              onPanel={(next) => onSearch({ ...search, panel: next })}
            />
            {!readOnly && <Proposals />}
            {panel === "tasks" && (
              <TasksPanel
                draft={draft}
                selected={selected}
                show={search.show ?? "all"}
                onShow={(show) => onSearch({ ...search, show })}
                moves={moves}
                marked={marked?.spot}
                onAsk={setAsking}
              />
            )}
            {panel === "duties" && <DutiesPanel />}
            {panel === "units" && <UnitsPanel draft={draft} />}
            {panel === "document" && <DocumentPanel plan={plan} />}
          </section>
        </div>
        {marked && (
          <MarkedWords
            at={marked.at}
            onAdd={() => setAsking({ adding: marked.spot })}
            onGone={() => setMarked(undefined)}
          />
        )}
        {asking === "help" && <ShortcutHelp onClose={() => setAsking(undefined)} />}
        {asking === "adoption" && (
          <AdoptionDialog
            plan={plan}
            figures={figures}
            draft={draft}
            doubts={stops.filter((id) => id !== UNITS).length}
            unused={unused.length}
            onShow={(next) => {
              setAsking(undefined);
              onSearch(next);
            }}
            onClose={() => setAsking(undefined)}
            onAdopted={onLeave}
          />
        )}
        {asking === "fixes" && (
          <FixesDialog
            draft={draft}
            section={draft.tasks.find(({ id }) => id === selected.task)?.section}
            onClose={() => setAsking(undefined)}
          />
        )}
        {typeof asking === "object" && (
          <AddTask
            text={text}
            points={points}
            draft={draft}
            spot={asking.adding}
            after={selected.task}
            onClose={() => {
              setAsking(undefined);
              setMarked(undefined);
            }}
          />
        )}
      </div>
    </DeskContext>
  );
}
