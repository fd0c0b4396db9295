import sheet from "./tokens.css?raw";

const declared = new Map(
  [...sheet.matchAll(/--([a-z-]+):\s*([^;]+);/g)].map(([, name, value]) => [name, value]),
);

/** The value of a custom property of tokens.css, for the few places that need it as text. */
export function token(name: string): string {
  const value = declared.get(name);
  if (value === undefined) throw new Error(`tokens.css declares no --${name}`);
  return value;
}
