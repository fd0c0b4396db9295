import { expect, it } from "vitest";

const texts = import.meta.glob<Record<string, unknown>>(
  "/src/{features/*/i18n,shared/i18n/texts}/*.json",
  { eager: true, import: "default" },
);

/** Every key with its slots, so that a translation cannot lose a {{name}}; plural endings count as one key. */
function shape(tree: Record<string, unknown>, path = ""): string[] {
  return Object.entries(tree).flatMap(([key, value]) => {
    const here = `${path}${key.replace(/_(?:one|other)$/, "")}`;
    if (typeof value === "object" && value !== null)
      return shape(value as Record<string, unknown>, `${here}.`);
    const slots = [...String(value).matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]);
    return [`${here} ${[...new Set(slots)].sort().join(",")}`];
  });
}

const chinese = Object.keys(texts).filter((path) => path.endsWith("/zh-CN.json"));

it.each(chinese)("%s has a complete English twin", (path) => {
  const english = texts[path.replace("zh-CN", "en")];
  expect(english, "the English file exists").toBeDefined();
  const unique = (tree: Record<string, unknown> = {}) => [...new Set(shape(tree))].sort();
  expect(unique(english)).toEqual(unique(texts[path]));
});
