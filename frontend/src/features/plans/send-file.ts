import { type Me, meKey } from "@/shared/api/me";
import { Problem } from "@/shared/api/problem";
import { queryClient } from "@/shared/api/query-client";
import { i18n } from "@/shared/i18n";
import type { Plan } from "./rows";

export const ACCEPTED = [
  ".docx",
  ".xlsx",
  ".csv",
  ".html",
  ".htm",
  ".mht",
  ".mhtml",
  ".pdf",
  ".txt",
] as const;
const OLD = [".doc", ".wps", ".xls", ".et"];
/** The server's own limit unless it was set otherwise; the server checks again. */
export const MOST_BYTES = 20 * 1024 * 1024;

export type Unfit = "type" | "old" | "size" | "empty";

/** Why a file need not be sent at all; undefined when it may be. */
export function unfit(file: Pick<File, "name" | "size">): Unfit | undefined {
  const suffix = file.name.slice(file.name.lastIndexOf(".")).toLowerCase();
  if (OLD.includes(suffix)) return "old";
  if (!ACCEPTED.some((accepted) => accepted === suffix)) return "type";
  if (file.size === 0) return "empty";
  return file.size > MOST_BYTES ? "size" : undefined;
}

interface Sending {
  zone: string;
  file: File;
  onPercent: (percent: number) => void;
  signal: AbortSignal;
}

/** Sends a document. XMLHttpRequest, because fetch cannot tell how much has been sent. */
export function sendFile({ zone, file, onPercent, signal }: Sending): Promise<Plan> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const body = new FormData();
    body.append("file", file);
    request.open("POST", `/api/v1/zones/${encodeURIComponent(zone)}/plans`);
    request.setRequestHeader("Accept-Language", i18n.language);
    const token = queryClient.getQueryData<Me>(meKey)?.csrf_token;
    if (token) request.setRequestHeader("X-CSRF-Token", token);
    request.upload.onprogress = ({ loaded, total }) => onPercent((loaded / total) * 100);
    request.onload = () => {
      const answer = parsed(request.responseText);
      if (request.status < 300) resolve(answer as unknown as Plan);
      else reject(refusal(request, answer));
    };
    request.onerror = () => reject(new Problem({ status: 0, code: "unreachable" }));
    request.onabort = () => reject(new DOMException("cancelled", "AbortError"));
    signal.addEventListener("abort", () => request.abort());
    request.send(body);
  });
}

function parsed(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return {};
  }
}

function refusal(request: XMLHttpRequest, body: Record<string, unknown>): Problem {
  const code = typeof body.code === "string" ? body.code : "unreadable";
  return new Problem(
    { ...body, status: request.status, code },
    request.getResponseHeader("retry-after"),
  );
}
