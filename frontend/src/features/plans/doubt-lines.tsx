import { useTranslation } from "react-i18next";
import { useDesk } from "./desk-context";
import { goToField } from "./doubt-fields";
import type { OpenDoubt } from "./doubt-queue";
import styles from "./editor.module.css";

function useDoubtWords(): (doubt: OpenDoubt) => string {
  const { i18n } = useTranslation();
  return (doubt) => (i18n.language === "en" ? doubt.message_en : doubt.message_zh);
}

interface Props {
  doubts: readonly OpenDoubt[];
  /** Lets what was read stand, where no other decision does. */
  onSettle?: (() => void) | undefined;
  /** Whether each doubt leads to the field that it is about. */
  fields?: boolean;
}

/** What the compiler was not sure of, each with the way to its place in the original and to its field. */
export function DoubtLines({ doubts, onSettle, fields = false }: Props) {
  const { t } = useTranslation("plans");
  const { point, readOnly } = useDesk();
  const words = useDoubtWords();
  if (doubts.length === 0) return null;
  return (
    <ul className={styles.doubts}>
      {doubts.map((doubt, index) => (
        <li key={`${doubt.code} ${doubt.start} ${doubt.message_zh}`}>
          <span>{words(doubt)}</span>
          {doubt.end > doubt.start && (
            <button type="button" onClick={() => point(doubt.start, doubt.end)}>
              {t("doubt.show")}
            </button>
          )}
          {fields && !readOnly && (
            <button type="button" onClick={() => goToField(doubt)}>
              {t("doubt.edit")} {index === 0 && <kbd>E</kbd>}
            </button>
          )}
          {onSettle && !readOnly && index === 0 && (
            <button type="button" onClick={onSettle}>
              {t("doubt.settle")} <kbd>Enter</kbd>
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}
