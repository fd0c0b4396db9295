import { useTranslation } from "react-i18next";
import { MARK_KINDS } from "./marking/marks";
import styles from "./original.module.css";

/** What each kind of mark looks like; line, box and filling differ, not only the colour. */
export function Legend() {
  const { t } = useTranslation("plans");
  return (
    <ul className={styles.legend} aria-label={t("original.legend")}>
      {MARK_KINDS.map((kind) => (
        <li key={kind}>
          <span data-kinds={kind}>{t(`mark.${kind}`)}</span>
        </li>
      ))}
    </ul>
  );
}
