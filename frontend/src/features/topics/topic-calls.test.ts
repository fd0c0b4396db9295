import { expect, it } from "vitest";
import { bySection, countTopics, type OpenSuggestion } from "./topic-calls";

const one = (id: string, section: string, topic: string): OpenSuggestion => ({
  id,
  section,
  topic,
  number: null,
  title: id,
  reason: [],
  version: 1,
});

it("groups suggestions as the document does, and counts their topics", () => {
  const items = [
    one("1", "一、纳税", "taxes"),
    one("2", "一、纳税", "taxes"),
    one("3", "", "labour"),
  ];
  expect(bySection(items).map(([section, group]) => [section, group.length])).toEqual([
    ["一、纳税", 2],
    ["", 1],
  ]);
  expect(countTopics(items)).toEqual([
    ["taxes", 2],
    ["labour", 1],
  ]);
});
