import { type MouseEvent, memo, useEffect, useLayoutEffect, useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { Spot } from "./desk-context";
import { MakeTask } from "./make-task";
import type { CodePoints } from "./marking/code-points";
import type { Line, Segment } from "./marking/lines";
import styles from "./original.module.css";
import type { Clause } from "./rows";

interface Props {
  text: string;
  lines: readonly Line[];
  selected: string | undefined;
  /** Grows with each wish to see the selected task, so that the same one can be asked for twice. */
  asked: number;
  spot: Spot | undefined;
  /** What became nothing; with `only`, nothing else is shown. */
  unused: readonly Clause[];
  only: boolean;
  points: CodePoints;
  onPick: (task: string) => void;
  /** Words that the person has marked, to make a task of. */
  onMarked: (spot: Spot, at: { x: number; y: number }) => void;
}

/** The document as it was sent, with every place marked that the draft points to. */
export function Original(props: Props) {
  const { text, lines, selected, asked, spot, unused, only, points, onPick, onMarked } = props;
  const { t } = useTranslation("plans");
  const frame = useRef<HTMLDivElement>(null);
  const paper = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    if (selected && asked >= 0) bring(frame.current, `[data-tasks~="${selected}"]`);
  }, [selected, asked]);
  useEffect(() => {
    if (spot) bring(frame.current, "[data-spot]");
  }, [spot]);
  const spans = useMemo(
    () => unused.map(({ start, end }) => [points.toUnits(start), points.toUnits(end)] as const),
    [unused, points],
  );
  const click = (event: MouseEvent) => {
    const marked = markedIn(paper.current);
    if (marked) return onMarked(marked, { x: event.clientX, y: event.clientY });
    const task = taskAt(event.target as Element, lines, selected);
    if (task) onPick(task);
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
    <section ref={frame} className={styles.frame} aria-label={t("original.label")} tabIndex={0}>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: every task can be reached by keyboard in the list. */}
      <article
        ref={paper}
        className={styles.paper}
        data-only={only || undefined}
        onClick={click}
        lang="zh-CN"
      >
        {lines.map((line, index) => (
          <Paragraph
            key={line.start}
            text={text}
            line={line}
            index={index}
            unused={spans.some(([start, end]) => start < line.end && end > line.start)}
            only={only}
            lit={selected !== undefined && line.tasks.has(selected) ? selected : undefined}
            spot={spot && spot.start < line.end && spot.end > line.start ? spot : undefined}
          />
        ))}
      </article>
    </section>
  );
}

interface ParagraphProps {
  text: string;
  line: Line;
  index: number;
  unused: boolean;
  only: boolean;
  lit: string | undefined;
  spot: Spot | undefined;
}

const Paragraph = memo(
  function Paragraph({ text, line, index, unused, only, lit, spot }: ParagraphProps) {
    const ids = line.begins.map(({ id }) => id).join(" ");
    return (
      <p
        className={styles.line}
        data-role={line.role}
        data-line={index}
        data-tasks={ids || undefined}
        data-unused={unused || undefined}
      >
        {line.begins.length > 0 && (
          <span className={styles.margin} aria-hidden="true">
            {line.begins.map((place) => (
              <span
                key={place.id}
                data-task={place.id}
                data-state={place.state}
                data-lit={place.id === lit || undefined}
              >
                {place.number ?? "·"}
              </span>
            ))}
          </span>
        )}
        {line.segments.map((segment, at) => (
          <span
            key={segment.start}
            data-at={segment.start}
            data-segment={at}
            data-kinds={segment.kinds.join(" ") || undefined}
            data-asks={segment.marks.some(asksHere(segment.start)) || undefined}
            data-heading={segment.heading || undefined}
            data-within={segment.task === undefined ? undefined : ""}
            data-lit={litBy(segment, lit)}
            data-spot={
              spot && spot.start < segment.end && spot.end > segment.start ? "" : undefined
            }
          >
            {text.slice(segment.start, segment.end)}
          </span>
        ))}
        {unused && only && <MakeTask text={text} line={line} />}
      </p>
    );
  },
  (one, other) =>
    one.lit === other.lit &&
    one.spot === other.spot &&
    one.text === other.text &&
    one.index === other.index &&
    one.unused === other.unused &&
    one.only === other.only &&
    one.line.signature === other.line.signature,
);

/** One sign for each doubt, where it begins. */
function asksHere(at: number) {
  return ({ kind, start }: Segment["marks"][number]) => kind === "doubt" && start === at;
}

function litBy(segment: Segment, lit: string | undefined): string | undefined {
  if (lit === undefined) return undefined;
  if (segment.marks.some(({ tasks }) => tasks.includes(lit))) return "mark";
  return segment.task === lit ? "task" : undefined;
}

/** The task of the narrowest thing under the pointer; a unit shared by many stays with the one that is selected. */
function taskAt(
  target: Element,
  lines: readonly Line[],
  selected: string | undefined,
): string | undefined {
  const margin = target.closest<HTMLElement>("[data-task]");
  if (margin) return margin.dataset.task;
  const line = lines[Number(target.closest<HTMLElement>("[data-line]")?.dataset.line)];
  const segment =
    line?.segments[Number(target.closest<HTMLElement>("[data-segment]")?.dataset.segment)];
  if (!segment) return undefined;
  const owners = segment.marks.flatMap(({ tasks }) => tasks);
  if (selected !== undefined && owners.includes(selected)) return selected;
  return segment.task ?? owners[0];
}

/** The marked words in offsets of the text (UTF-16 units). */
function markedIn(paper: HTMLElement | null): Spot | undefined {
  const selection = window.getSelection();
  if (!selection || selection.isCollapsed || !paper) return undefined;
  const range = selection.getRangeAt(0);
  const start = offsetOf(range.startContainer, range.startOffset, paper);
  const end = offsetOf(range.endContainer, range.endOffset, paper);
  return start === undefined || end === undefined || end <= start ? undefined : { start, end };
}

function offsetOf(node: Node, offset: number, paper: HTMLElement): number | undefined {
  if (!paper.contains(node)) return undefined;
  if (node instanceof Text) {
    const at = node.parentElement?.closest<HTMLElement>("[data-at]")?.dataset.at;
    return at === undefined ? undefined : Number(at) + offset;
  }
  // The end of a line that was marked by a triple click lies at the beginning of the next one.
  const spans = [...paper.querySelectorAll<HTMLElement>("[data-at]")];
  const next = spans.find(
    (span) => node.compareDocumentPosition(span) & Node.DOCUMENT_POSITION_CONTAINED_BY,
  );
  return next?.dataset.at === undefined ? undefined : Number(next.dataset.at);
}

/** Scrolls only when the place is not comfortably in sight. */
function bring(frame: HTMLElement | null, selector: string): void {
  const place = frame?.querySelector(selector);
  if (!frame || !place) return;
  const view = frame.getBoundingClientRect();
  const box = place.getBoundingClientRect();
  if (box.top >= view.top + 24 && box.bottom <= view.bottom - 24) return;
  frame.scrollTop += box.top - view.top - view.height * 0.28;
}
