import { describe, expect, it } from "vitest";
import { codePoints } from "./code-points";

describe("offsets", () => {
  const text = "甲𠮷乙😀𡃁丙";

  it.each([...text].map((sign, point) => [sign, point] as const))(
    "finds %s at code point %i and back",
    (sign, point) => {
      const { toUnits, toPoints } = codePoints(text);
      expect(text.slice(toUnits(point), toUnits(point + 1))).toBe(sign);
      expect(toPoints(toUnits(point))).toBe(point);
    },
  );

  it("keeps within the text", () => {
    const { toUnits, toPoints } = codePoints(text);
    expect([toUnits(-1), toUnits(6), toUnits(99)]).toEqual([0, text.length, text.length]);
    expect([toPoints(-1), toPoints(text.length), toPoints(99)]).toEqual([0, 6, 6]);
  });

  it("takes the middle of a pair for its start", () => {
    // A selection cannot end there, but an input method has been seen to report it.
    const { toUnits, toPoints } = codePoints("𠮷乙");
    expect(toUnits(toPoints(1))).toBe(0);
    expect(toPoints(2)).toBe(1);
  });

  it("changes nothing in a text of the basic plane", () => {
    const { toUnits, toPoints } = codePoints("营商环境");
    expect([0, 1, 2, 3, 4].map(toUnits)).toEqual([0, 1, 2, 3, 4]);
    expect([0, 1, 2, 3, 4].map(toPoints)).toEqual([0, 1, 2, 3, 4]);
  });
});
