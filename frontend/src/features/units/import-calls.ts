import { answer, api } from "@/shared/api/client";
import { saveFile } from "@/shared/api/download";
import { Problem } from "@/shared/api/problem";
import type { components } from "@/shared/api/schema.gen";

export type ImportReport = components["schemas"]["ImportReport"];
export type RowError = ImportReport["errors"][number];
export type ImportedRow = ImportReport["rows"][number];

/** Sends a sheet: with `dry` the answer only shows what it would do. */
export function sendSheet(zone: string, file: File, dry: boolean): Promise<ImportReport> {
  const form = new FormData();
  form.append("file", file);
  return answer(
    api.POST("/api/v1/zones/{zone}/unit-imports", {
      params: { path: { zone }, query: { dry_run: dry } },
      // The document describes a file as a string; what goes out is the form.
      body: { file: file.name },
      bodySerializer: () => form,
    }),
  );
}

/** The same sheet with its errors marked, saved under the server's name for it. */
export async function fetchMarked(zone: string, file: File): Promise<void> {
  const form = new FormData();
  form.append("file", file);
  const call = api.POST("/api/v1/zones/{zone}/unit-imports/marked", {
    params: { path: { zone } },
    body: { file: file.name },
    bodySerializer: () => form,
    parseAs: "blob",
  });
  const { response } = await call.catch(() => {
    throw new Problem({ status: 0, code: "unreachable" });
  });
  const marked = await answer(call);
  saveFile(marked as unknown as Blob, response.headers.get("content-disposition"));
}

export const LARGEST_SHEET_BYTES = 10_000_000;

/** Why the file cannot be a sheet, before anything is sent: a key of the texts. */
export function refusalOf(
  file: Pick<File, "name" | "size">,
): "kind" | "size" | "empty" | undefined {
  if (!/\.(?:xlsx|csv)$/i.test(file.name)) return "kind";
  if (file.size > LARGEST_SHEET_BYTES) return "size";
  return file.size === 0 ? "empty" : undefined;
}
