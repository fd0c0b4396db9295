type Kept = Readonly<Record<string, unknown>> | null;

export interface FieldChange {
  field: string;
  before: unknown;
  after: unknown;
}

/** The fields that differ between what an event kept of before and after; an absent side reads as undefined. */
export function fieldChanges(before: Kept, after: Kept): FieldChange[] {
  const fields = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})]);
  return [...fields]
    .map((field) => ({ field, before: before?.[field], after: after?.[field] }))
    .filter((change) => JSON.stringify(change.before) !== JSON.stringify(change.after));
}

/** What both sides say alike, such as the unit whose people were changed. */
export function unchangedFields(before: Kept, after: Kept): [string, unknown][] {
  if (!before || !after) return [];
  return Object.entries(after).filter(
    ([field, value]) => field in before && JSON.stringify(before[field]) === JSON.stringify(value),
  );
}

/** A kept value as a person reads it; `word` translates single words such as states and yes or no. */
export function readableValue(value: unknown, word: (raw: string) => string): string {
  if (value === null || value === undefined || value === "") return "";
  if (Array.isArray(value)) return value.map((one) => readableValue(one, word)).join("、");
  if (typeof value === "object")
    return Object.entries(value)
      .map(([key, inner]) => `${word(key)}：${readableValue(inner, word)}`)
      .join("；");
  return word(String(value));
}
