/** The list with one entry taken from its place and put at another. */
export function moved<Entry>(entries: readonly Entry[], from: number, to: number): Entry[] {
  const rest = [...entries];
  const [taken] = rest.splice(from, 1);
  return taken === undefined ? rest : rest.toSpliced(to, 0, taken);
}
