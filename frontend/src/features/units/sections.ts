interface Section {
  id: string;
  name: string;
}

/** Sections from lines: a name that is there keeps its id, and so does a line changed in its place. */
export function sectionsFrom(
  lines: string,
  known: readonly Section[],
): { id?: string; name: string }[] {
  const names = lines
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
  const same = new Map(known.map(({ id, name }) => [name, id]));
  const rewritten = known.filter(({ name }) => !names.includes(name));
  const inPlace =
    names.length === known.length ? new Map(rewritten.map((one) => [one.id, one])) : null;
  return names.map((name, place) => {
    const id = same.get(name) ?? (known[place] && inPlace?.get(known[place].id)?.id);
    return id === undefined ? { name } : { id, name };
  });
}
