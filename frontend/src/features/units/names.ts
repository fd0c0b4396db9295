/** Other names as people list them in one line: any usual mark between them, none twice. */
export function splitNames(typed: string): string[] {
  const names = typed.split(/[、，,；;\n]+/).map((name) => name.trim());
  return [...new Set(names.filter(Boolean))];
}
