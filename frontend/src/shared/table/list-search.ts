/** What the address of a list holds; unknown and malformed values are dropped, never an error. */
export interface ListSearch {
  q?: string;
  sort?: string;
  columns?: string;
}

type Raw = Record<string, unknown>;

export function text(raw: Raw, key: string, longest = 200): string | undefined {
  const value = raw[key];
  return typeof value === "string" && value !== "" && value.length <= longest ? value : undefined;
}

export function oneOf<Value extends string>(
  raw: Raw,
  key: string,
  allowed: readonly Value[],
): Value | undefined {
  return allowed.find((value) => value === raw[key]);
}

/** Builds a parser of search parameters that keeps only the named ones that are present. */
export function present<Search extends object>(
  search: { [Key in keyof Search]: Search[Key] | undefined },
): Search {
  return Object.fromEntries(
    Object.entries(search).filter(([, value]) => value !== undefined),
  ) as Search;
}

export function listSearch(raw: Raw, sorts: readonly string[]): ListSearch {
  return present<ListSearch>({
    q: text(raw, "q"),
    sort: oneOf(
      raw,
      "sort",
      sorts.flatMap((name) => [name, `-${name}`]),
    ),
    columns: text(raw, "columns"),
  });
}

export function columnList(columns: string | undefined): string[] | undefined {
  return columns?.split(",").filter(Boolean);
}

/** Addresses stay readable when pasted into a notice: `?q=营商&sort=-deadline`, no JSON. */
export function parseAddress(search: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(search));
}

export function writeAddress(search: Record<string, unknown>): string {
  const parts = Object.entries(search)
    .filter(([, value]) => value !== undefined && value !== "")
    .map(([key, value]) => `${encodeURIComponent(key)}=${readable(String(value))}`);
  return parts.length > 0 ? `?${parts.join("&")}` : "";
}

function readable(value: string): string {
  return value.replace(/[^\p{Script=Han}\w\-.,:/]/gu, (sign) => encodeURIComponent(sign));
}
