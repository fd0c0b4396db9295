import { useTranslation } from "react-i18next";
import type { Reason } from "./topic-calls";

/** Which words pointed to the topic, and where they stand: 标题中的“施工许可”. */
export function ReasonWords({ reason }: { reason: readonly Reason[] }) {
  const { t, i18n } = useTranslation("topics");
  const between = i18n.language === "en" ? " " : "";
  const places = (["section", "title", "body"] as const)
    .map((where) => ({
      where,
      words: reason.filter((one) => one.where === where).map(({ word }) => t("quoted", { word })),
    }))
    .filter(({ words }) => words.length > 0);
  return (
    <>
      {places
        .map(({ where, words }) => t(`reason.${where}`, { words: words.join(between) }))
        .join(t("and"))}
    </>
  );
}
