import { useTranslation } from "react-i18next";
import styles from "./changes.module.css";
import { fieldChanges, readableValue } from "./field-changes";

interface Props {
  before: Readonly<Record<string, unknown>> | null;
  after: Readonly<Record<string, unknown>> | null;
  /** A field's or a value's name in words; what it does not know it gives back. */
  word: (raw: string) => string;
  /** Fields that only a machine needs. */
  hide?: (field: string) => boolean;
}

/** What a change did: each field with its value before and after. */
export function Changes({ before, after, word, hide }: Props) {
  const { t } = useTranslation();
  const changes = fieldChanges(before, after).filter(({ field }) => !hide?.(field));
  if (changes.length === 0) return null;
  return (
    <dl className={styles.changes}>
      {changes.map((change) => (
        <div key={change.field}>
          <dt>{word(change.field)}</dt>
          <dd>
            {change.before !== undefined && (
              <del>
                <span className="visually-hidden">{t("changes.before")}</span>
                {readableValue(change.before, word) || t("changes.empty")}
              </del>
            )}
            {change.before !== undefined && change.after !== undefined && (
              <span aria-hidden="true">→</span>
            )}
            {change.after !== undefined && (
              <ins>
                <span className="visually-hidden">{t("changes.after")}</span>
                {readableValue(change.after, word) || t("changes.empty")}
              </ins>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}
