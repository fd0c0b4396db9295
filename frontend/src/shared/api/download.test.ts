import { expect, it } from "vitest";
import { fileNameOf } from "./download";

it.each([
  ["attachment; filename*=UTF-8''%E5%8D%95%E4%BD%8D.xlsx", "单位.xlsx"],
  [`attachment; filename="tasks.csv"; filename*=UTF-8''%E4%BB%BB%E5%8A%A1.csv`, "任务.csv"],
  [`attachment; filename="tasks.csv"`, "tasks.csv"],
  [null, undefined],
])("%s is saved as %s", (header, name) => expect(fileNameOf(header)).toBe(name));
