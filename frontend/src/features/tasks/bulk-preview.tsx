import { useTranslation } from "react-i18next";
import { Changes } from "@/shared/changes/changes";
import type { Edited, Planned } from "./bulk-changes";
import styles from "./bulk-edit.module.css";

/** What would happen to each task; those that refuse stand first, so that nobody overlooks them. */
export function BulkPreview({ items }: { items: readonly Planned[] }) {
  const { t } = useTranslation("tasks");
  const ordered = [...items].sort((one, other) => rank(one) - rank(other));
  return (
    <div className={styles.scroll}>
      <table className={styles.preview} aria-label={t("bulkEdit.preview")}>
        <thead>
          <tr>
            <th scope="col">{t("bulkEdit.columns.task")}</th>
            <th scope="col">{t("bulkEdit.columns.change")}</th>
          </tr>
        </thead>
        <tbody>
          {ordered.map((item) => (
            <tr key={item.id}>
              <th scope="row">
                {item.number !== null && `${item.number}. `}
                {item.title}
              </th>
              <td>
                <Outcome item={item} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function rank({ refusal, warning, before }: Planned): number {
  if (refusal) return 0;
  if (warning) return 1;
  return before ? 2 : 3;
}

function Outcome({ item }: { item: Planned }) {
  const { t, i18n } = useTranslation("tasks");
  const say = (words: { zh: string; en: string }) => (i18n.language === "en" ? words.en : words.zh);
  const word = (raw: string) =>
    i18n.exists(`words.${raw}`, { ns: "tasks" }) ? t(`words.${raw}` as "words.state") : raw;
  if (item.refusal)
    return (
      <span className={styles.refused}>{t("bulkEdit.refused", { why: say(item.refusal) })}</span>
    );
  if (!item.before) return <span className={styles.unchanged}>{t("bulkEdit.unchanged")}</span>;
  return (
    <>
      <Changes
        before={item.before}
        after={item.after}
        word={word}
        hide={(field) => field.endsWith("_id")}
      />
      {item.warning && <small className={styles.warning}>{say(item.warning)}</small>}
    </>
  );
}

/** After the change: the tasks that stayed as they were, each with the reason. */
export function LeftOut({ refused }: { refused: Edited["refused"] }) {
  const { t, i18n } = useTranslation("tasks");
  return (
    <div role="alert" className={styles.left}>
      <strong>{t("bulkEdit.left", { count: refused.length })}</strong>
      <ul>
        {refused.map((one) => (
          <li key={one.id}>
            {one.title}：{i18n.language === "en" ? one.refusal.en : one.refusal.zh}
          </li>
        ))}
      </ul>
    </div>
  );
}
