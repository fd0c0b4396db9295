import { expect, it } from "vitest";
import { reviewSearch } from "./search";

it("keeps what the desk understands and drops the rest", () => {
  expect(reviewSearch({ task: "0198", panel: "units", show: "doubtful", x: "1" })).toEqual({
    task: "0198",
    panel: "units",
    show: "doubtful",
  });
  expect(reviewSearch({ task: "0".repeat(99), panel: "secrets", show: "none" })).toEqual({});
});
