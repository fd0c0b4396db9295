import { i18n } from "../i18n";
import { Problem, problemFrom } from "./problem";

/** Fetches a file and hands it to the browser under the server's name for it; a refusal is thrown, not saved. */
export async function download(address: string): Promise<void> {
  const response = await fetch(address, {
    credentials: "same-origin",
    headers: { "Accept-Language": i18n.language },
  }).catch(() => {
    throw new Problem({ status: 0, code: "unreachable" });
  });
  if (!response.ok) throw problemFrom(response, await response.json().catch(() => null));
  saveFile(await response.blob(), response.headers.get("content-disposition"));
}

/** Hands a file to the browser under the name that the server gave it. */
export function saveFile(content: Blob, disposition: string | null): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement("a");
  link.href = url;
  link.download = fileNameOf(disposition) ?? "";
  link.click();
  // Chrome reads the blob after the click has returned.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** The name in a Content-Disposition, RFC 6266: the encoded one wins. */
export function fileNameOf(disposition: string | null): string | undefined {
  const encoded = disposition?.match(/filename\*=UTF-8''([^;]+)/i)?.[1];
  if (encoded !== undefined) return decodeURIComponent(encoded);
  return disposition?.match(/filename="?([^";]+)"?/i)?.[1];
}
