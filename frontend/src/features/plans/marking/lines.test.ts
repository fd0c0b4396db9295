import { expect, it } from "vitest";
import type { components } from "@/shared/api/schema.gen";
import { codePoints } from "./code-points";
import { linesOf } from "./lines";
import { type Mark, markingOf } from "./marks";

type Schemas = components["schemas"];
type DraftTask = Schemas["DraftTaskRow"];

const TEXT =
  "关于便利服务的计划\n\n一、办事𠮷提速\n\n1.两日内办结。牵头单位：甲局、乙局\n\n                甲区\n";
const points = codePoints(TEXT);
const at = (words: string) => {
  const unit = TEXT.indexOf(words);
  return { start: points.toPoints(unit), end: points.toPoints(unit + words.length) };
};

const unit = (text: string, relation: Schemas["AttributionRow"]["relation"]) => ({
  id: text,
  relation,
  text,
  ...at(text),
  inherited: false,
  open_ended: false,
  unit_id: null,
  unit: null,
});

const task = (id: string, change: Partial<DraftTask>): DraftTask => ({
  id,
  section: "",
  number: 1,
  title: "",
  body: "",
  start: null,
  end: null,
  deadline_text: "",
  deadline_date: null,
  deadline_start: null,
  deadline_end: null,
  precondition: "",
  doubts: [],
  state: "proposed",
  origin: "compiled",
  version: 1,
  units: [],
  quantities: [],
  ...change,
});

const clause = (kind: string, label: string, title: string): Schemas["ClauseRow"] => ({
  id: label,
  parent_id: null,
  kind,
  label,
  number: 1,
  title,
  ...at(label + title),
  became: "heading",
});

const said = { code: "x", field: "", message_zh: "请核对", message_en: "Check" };
const doubt = { ...said, settled: false, ...at("两日内办结") };
const tasks = [
  task("a", {
    ...at("两日内办结。牵头单位：甲局、乙局"),
    units: [unit("甲局", "lead"), unit("乙局", "responsible")],
    doubts: [doubt],
  }),
  task("b", { ...at("两日内"), units: [unit("甲局", "lead")] }),
  task("gone", { ...at("办结"), state: "dropped", units: [unit("乙局", "lead")] }),
];

function read() {
  const marking = markingOf(tasks, [], points);
  const clauses = [clause("section", "一、", "办事𠮷提速")];
  const title = at("关于便利服务的计划");
  return linesOf(TEXT, clauses, { title: [title.start, title.end] }, marking, points);
}
const words = (span: { start: number; end: number }) => TEXT.slice(span.start, span.end);

it("gives each line its role, and leaves empty ones out", () => {
  expect(read().map((line) => [line.role, words(line)])).toEqual([
    ["title", "关于便利服务的计划"],
    ["section", "一、办事𠮷提速"],
    ["body", "1.两日内办结。牵头单位：甲局、乙局"],
    ["signature", "甲区"],
  ]);
});

it("cuts a line where marks and tasks begin and end, past characters of two units", () => {
  const line = read()[2];
  expect(line?.segments.map((segment) => [words(segment), segment.kinds, segment.task])).toEqual([
    ["1.", [], undefined],
    ["两日内", ["doubt"], "b"],
    ["办结", ["doubt"], "a"],
    ["。牵头单位：", [], "a"],
    ["甲局", ["lead"], "a"],
    ["、", [], "a"],
    ["乙局", ["responsible"], "a"],
  ]);
  expect(line?.segments.map(words).join("")).toBe(line && words(line));
});

it("joins what several tasks share, and forgets what was dropped", () => {
  const { marks } = markingOf(tasks, [], points);
  const shared = marks.filter((mark: Mark) => words(mark) === "甲局");
  expect(shared.map(({ kind, tasks: of }) => [kind, of])).toEqual([["lead", ["a", "b"]]]);
  expect(marks.filter((mark) => words(mark) === "乙局").map(({ kind }) => kind)).toEqual([
    "responsible",
  ]);
});

it("asks nothing more of a task that was confirmed", () => {
  const confirmed = tasks.map((one) => ({ ...one, state: "confirmed" as const }));
  const kinds = markingOf(confirmed, [], points).marks.map(({ kind }) => kind);
  expect(kinds).not.toContain("doubt");
});

it("numbers each task at its first line only", () => {
  expect(read().map((line) => line.begins.map(({ id }) => id))).toEqual([
    [],
    [],
    ["a", "b", "gone"],
    [],
  ]);
});
