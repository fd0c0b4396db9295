// Prints what each page costs over the wire (brotli 11) and fails when a budget is broken.
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const KB = 1000;
const BUDGET = { first: 350 * KB, further: 60 * KB, chunk: 210 * KB };
const FIRST_LIST_PAGE = "src/app/routes/tasks-page.tsx";
const dist = fileURLToPath(new URL("../dist", import.meta.url));

if (process.argv.includes("--help")) {
  console.log(
    "usage: npm run build && npm run sizes   (budgets stand at the top of scripts/sizes.mjs)",
  );
  process.exit(0);
}

const manifest = JSON.parse(readFileSync(join(dist, "manifest.json"), "utf8"));
const size = (file) => {
  const path = join(dist, file);
  return statSync(`${path}.br`, { throwIfNoEntry: false })?.size ?? statSync(path).size;
};

/** Every file that loading `key` brings in by static import, its styles included. */
function files(key, found = new Set()) {
  const chunk = manifest[key];
  if (found.has(chunk.file)) return found;
  found.add(chunk.file);
  for (const style of chunk.css ?? []) found.add(style);
  for (const next of chunk.imports ?? []) files(next, found);
  return found;
}
const total = (names) => [...names].reduce((sum, name) => sum + size(name), 0);
const show = (bytes) => `${(bytes / KB).toFixed(1).padStart(7)} kB`;

const entry = Object.keys(manifest).find((key) => manifest[key].isEntry);
const always = files(entry);
always.add("index.html");
const pages = Object.keys(manifest).filter((key) => key.startsWith("src/app/routes/"));
const firstList = pages.includes(FIRST_LIST_PAGE)
  ? new Set([...always, ...files(FIRST_LIST_PAGE)])
  : always;
const failures = [];
const check = (label, bytes, limit) => {
  const over = bytes > limit;
  if (over) failures.push(label);
  console.log(`${show(bytes)}  of ${show(limit)}  ${over ? "OVER " : "     "}${label}`);
};

console.log("brotli 11 over the wire, kB = 1,000 bytes");
console.log(`${show(total(always))}               every page (shell)`);
check("first list page, all told", total(firstList), BUDGET.first);
for (const page of pages.sort()) {
  const own = [...files(page)].filter((name) => !firstList.has(name));
  check(`further: ${page.replace("src/app/routes/", "")}`, total(own), BUDGET.further);
}
const scripts = [...new Set(Object.values(manifest).map((chunk) => chunk.file))].filter((name) =>
  name.endsWith(".js"),
);
const largest = scripts.reduce((a, b) => (size(a) >= size(b) ? a : b));
check(`largest chunk: ${largest}`, size(largest), BUDGET.chunk);
if (failures.length > 0) {
  console.error(`\nOver budget: ${failures.join("; ")}`);
  process.exit(1);
}
