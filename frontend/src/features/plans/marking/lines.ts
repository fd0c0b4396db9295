import type { components } from "@/shared/api/schema.gen";
import type { CodePoints } from "./code-points";
import type { Mark, Marking, MarkKind, TaskPlace } from "./marks";

type Clause = components["schemas"]["ClauseRow"];

type LineRole =
  | "title"
  | "number"
  | "chapter"
  | "section"
  | "item"
  | "signature"
  | "table"
  | "body";

/** A run of characters that carry the same marks. */
export interface Segment {
  start: number;
  end: number;
  kinds: MarkKind[];
  marks: Mark[];
  /** The heading words at the beginning of a paragraph. */
  heading: boolean;
  /** The innermost task that it stands in. */
  task: string | undefined;
}

export interface Line {
  start: number;
  end: number;
  role: LineRole;
  segments: Segment[];
  /** Tasks that begin here, for the number in the margin. */
  begins: TaskPlace[];
  /** Every task that a span of this line belongs to. */
  tasks: ReadonlySet<string>;
  /** Equal for lines that look the same, so that only those that changed are drawn again. */
  signature: string;
}

interface Bounds {
  start: number;
  end: number;
}

interface Frame extends Bounds {
  role: LineRole;
  heading: number;
}

/** The original as paragraphs, each cut where a mark or a task begins or ends; empty lines are left out. */
export function linesOf(
  text: string,
  clauses: readonly Clause[],
  anchors: Readonly<Record<string, number[]>>,
  marking: Marking,
  points: CodePoints,
): Line[] {
  const frames = framesOf(text, clauses, anchors, points);
  return frames.map((frame) => {
    const marks = overlapping(marking.marks, frame);
    const places = overlapping(marking.places, frame);
    const segments = segmentsOf(frame, marks, places);
    const tasks = new Set([...marks.flatMap((mark) => mark.tasks), ...places.map(({ id }) => id)]);
    const begins = places.filter(({ start }) => start >= frame.start);
    const signature = JSON.stringify([frame, segments, begins]);
    return {
      start: frame.start,
      end: frame.end,
      role: frame.role,
      segments,
      begins,
      tasks,
      signature,
    };
  });
}

/** Both lists are sorted by start, but long spans may reach over many lines, so the end decides too. */
function overlapping<Span extends Bounds>(spans: readonly Span[], line: Bounds): Span[] {
  const found: Span[] = [];
  for (const span of spans) {
    if (span.start >= line.end) break;
    if (span.end > line.start) found.push(span);
  }
  return found;
}

const HEADINGS = new Set(["chapter", "article", "section", "item"]);
const LONGEST_HEADING_LINE = 60;
const INDENTED_AS_SIGNATURE = /^[ \t\u3000]{8,}\S/;

function framesOf(
  text: string,
  clauses: readonly Clause[],
  anchors: Readonly<Record<string, number[]>>,
  { toUnits }: CodePoints,
): Frame[] {
  const byStart = new Map(clauses.map((clause) => [toUnits(clause.start), clause]));
  const anchored = (name: string): Bounds | undefined => {
    const [start, end] = anchors[name] ?? [];
    return start === undefined || end === undefined
      ? undefined
      : { start: toUnits(start), end: toUnits(end) };
  };
  const title = anchored("title");
  const number = anchored("document_number");
  const touches = (line: Bounds, place: Bounds | undefined) =>
    place !== undefined && line.start < place.end && line.end > place.start;
  const frames: Frame[] = [];
  for (const found of text.matchAll(/[^\n]+/g)) {
    const raw = found[0];
    if (raw.trim() === "") continue;
    const indent = raw.length - raw.trimStart().length;
    const line = { start: found.index + indent, end: found.index + raw.trimEnd().length };
    const clause = byStart.get(line.start);
    const alone = line.end - line.start <= LONGEST_HEADING_LINE;
    let role: LineRole = "body";
    let heading = line.start;
    if (touches(line, title) && alone) role = "title";
    else if (touches(line, number) && alone) role = "number";
    else if (INDENTED_AS_SIGNATURE.test(raw)) role = "signature";
    else if (raw.includes("\t")) role = "table";
    else if (clause && HEADINGS.has(clause.kind)) {
      const words = toUnits(clause.start + [...clause.label].length + [...clause.title].length);
      heading = Math.min(words, line.end);
      if (alone && heading >= line.end - 1) role = headingRole(clause.kind);
    }
    frames.push({ ...line, role, heading });
  }
  return frames;
}

function headingRole(kind: string): LineRole {
  if (kind === "chapter") return "chapter";
  return kind === "section" ? "section" : "item";
}

function segmentsOf(frame: Frame, marks: readonly Mark[], places: readonly TaskPlace[]): Segment[] {
  const cuts = new Set([frame.start, frame.end, frame.heading]);
  for (const { start, end } of [...marks, ...places]) {
    if (start > frame.start) cuts.add(start);
    if (end < frame.end) cuts.add(end);
  }
  const edges = [...cuts].sort((a, b) => a - b);
  return edges.slice(0, -1).map((start, index) => {
    const end = edges[index + 1] ?? frame.end;
    const here = marks.filter((mark) => mark.start <= start && mark.end >= end);
    const inside = places.filter(
      (place) => place.state !== "dropped" && place.start <= start && place.end >= end,
    );
    return {
      start,
      end,
      marks: here,
      kinds: [...new Set(here.map(({ kind }) => kind))],
      heading: end <= frame.heading,
      // Sorted by start, then widest first: the last one is the innermost.
      task: inside.at(-1)?.id,
    };
  });
}
