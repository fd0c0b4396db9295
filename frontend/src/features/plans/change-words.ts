import { i18n } from "@/shared/i18n";
import { formatInstant } from "@/shared/i18n/format";
import type { ReviewChange } from "./rows";

/** What a change did, in the language of the page. */
export function whatWords(change: { what_zh: string; what_en: string }): string {
  return i18n.language === "en" ? change.what_en : change.what_zh;
}

/** Who, when, what: "张三 20:13 修改“…”的标题". */
export function changeWords(change: ReviewChange): string {
  const at = formatInstant(change.moved_at).slice(-5);
  const undone = change.state === "undone" ? i18n.t("plans:others.undone") : "";
  return `${change.who} ${at} ${undone}${whatWords(change)}`;
}
