import { expect, it } from "vitest";
import { safeNext } from "./safe-next";

it.each([
  ["/zones/yuzhong/tasks?q=营商", "/zones/yuzhong/tasks?q=营商"],
  [undefined, "/"],
  ["https://elsewhere.example/", "/"],
  ["//elsewhere.example/", "/"],
  ["/\\elsewhere.example", "/"],
  ["javascript:alert(1)", "/"],
  ["/sign-in?next=/", "/"],
])("%s -> %s", (next, expected) => expect(safeNext(next)).toBe(expected));
