import { expect, it } from "vitest";
import { askedOf, eventSearch } from "./search";

it("keeps what the audit trail understands and drops the rest", () => {
  expect(
    eventSearch({ tag: "tasks:task:staff", from: "2026-01-31", person: "me", subject: 5 }),
  ).toEqual({ tag: "tasks:task:staff", from: "2026-01-31" });
});

it("reads whole days by the clock of the zone, the last one included", () => {
  expect(askedOf({ from: "2026-01-01", to: "2026-01-31" })).toEqual({
    from_at: "2026-01-01T00:00:00+08:00",
    to_at: "2026-02-01T00:00:00+08:00",
  });
});
