import { useTranslation } from "react-i18next";
import { useDesk } from "./desk-context";
import styles from "./editor.module.css";
import type { Doubt } from "./rows";

function useDoubtWords(): (doubt: Doubt) => string {
  const { i18n } = useTranslation();
  return (doubt) => (i18n.language === "en" ? doubt.message_en : doubt.message_zh);
}

/** What the compiler was not sure of, each with the way to its place in the original. */
export function DoubtLines({ doubts }: { doubts: readonly Doubt[] }) {
  const { t } = useTranslation("plans");
  const { point } = useDesk();
  const words = useDoubtWords();
  if (doubts.length === 0) return null;
  return (
    <ul className={styles.doubts}>
      {doubts.map((doubt) => (
        <li key={`${doubt.code} ${doubt.start} ${doubt.message_zh}`}>
          <span>{words(doubt)}</span>
          {doubt.end > doubt.start && (
            <button type="button" onClick={() => point(doubt.start, doubt.end)}>
              {t("doubt.show")}
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}
