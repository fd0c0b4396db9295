import { useTranslation } from "react-i18next";

const ZONE_TIME = "Asia/Shanghai";

/** Groups the whole part of a decimal string ("12345.60" -> "12,345.60") without passing through a float. */
export function formatDecimal(value: string | number): string {
  const [, sign = "", whole = "", rest = ""] = String(value).match(/^(-?)(\d+)(\.\d+)?$/) ?? [];
  if (whole === "") return String(value);
  return sign + whole.replace(/\B(?=(\d{3})+$)/g, ",") + rest;
}

/** A civil date "2026-03-01": as it is in tables, in words elsewhere. */
export function formatDate(date: string, language: string): string {
  const [year, month, day] = date.split("-").map(Number);
  if (!year || !month || !day) return date;
  if (language === "zh-CN") return `${year}年${month}月${day}日`;
  return new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeZone: "UTC" }).format(
    Date.UTC(year, month - 1, day),
  );
}

/** An instant as the clock of the zone shows it: "2026-03-01 14:05". */
export function formatInstant(instant: string): string {
  const parts = new Intl.DateTimeFormat("sv-SE", {
    timeZone: ZONE_TIME,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
  });
  const date = new Date(instant);
  return Number.isNaN(date.getTime()) ? instant : parts.format(date);
}

export function useFormat() {
  const { i18n } = useTranslation();
  return {
    date: (value: string) => formatDate(value, i18n.language),
    instant: formatInstant,
    decimal: formatDecimal,
    list: (words: readonly string[]) => words.join(i18n.language === "zh-CN" ? "、" : ", "),
  };
}
