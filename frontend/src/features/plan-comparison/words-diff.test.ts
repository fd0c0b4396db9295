import { expect, it } from "vitest";
import { diffWords, pieces } from "./words-diff";

const marked = (runs: { text: string; only: boolean }[]) =>
  runs.map(({ text, only }) => (only ? `[${text}]` : text)).join("");

it("marks what changed on either side", () => {
  const { before, after } = diffWords(
    "办理不超过3个工作日，网上办理。",
    "办理不超过2个工作日，全程网上办理。",
  );
  expect(marked(before)).toBe("办理不超过[3]个工作日，网上办理。");
  expect(marked(after)).toBe("办理不超过[2]个工作日，[全程]网上办理。");
});

it("never cuts a number in two", () => {
  expect(pieces("达到95.5%以上")).toEqual(["达", "到", "95.5%", "以", "上"]);
  expect(marked(diffWords("压减至45天", "压减至40天").after)).toBe("压减至[40]天");
});

it("marks nothing where nothing changed, and everything where all did", () => {
  expect(marked(diffWords("相同", "相同").before)).toBe("相同");
  expect(marked(diffWords("", "新增").after)).toBe("[新增]");
  expect(marked(diffWords("甲乙", "丙丁").before)).toBe("[甲乙]");
});

it("gives up on the middle of texts that are too long to lay side by side", () => {
  const { after } = diffWords(`首${"甲".repeat(2000)}尾`, `首${"乙".repeat(2000)}尾`);
  expect(after.map(({ text, only }) => [text.length, only])).toEqual([
    [1, false],
    [2000, true],
    [1, false],
  ]);
});
