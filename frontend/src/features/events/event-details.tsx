import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { Changes } from "@/shared/changes/changes";
import { readableValue, unchangedFields } from "@/shared/changes/field-changes";
import { useFormat } from "@/shared/i18n/format";
import { Dialog } from "@/shared/popup/dialog";
import type { RecordedEvent } from "./event-queries";
import styles from "./events.module.css";
import { useWord } from "./words";

interface Props {
  event: RecordedEvent;
  title: string;
  onClose: () => void;
  onSubject: (subject: string) => void;
}

/** One change: who, when, on what, why, and each field before and after. */
export function EventDetails({ event, title, onClose, onSubject }: Props) {
  const { t } = useTranslation("events");
  const { t: shared } = useTranslation();
  const { instant } = useFormat();
  const wordOf = useWord();
  const word = (raw: string) => wordOf(raw, event.names);
  const subject = event.subject_id;
  const kept = unchangedFields(event.before, event.after);
  return (
    <Dialog
      wide
      title={title}
      onClose={onClose}
      actions={<Button onClick={onClose}>{shared("close")}</Button>}
    >
      <dl className={styles.facts}>
        <dt>{t("at")}</dt>
        <dd>{instant(event.at)}</dd>
        <dt>{t("person")}</dt>
        <dd>{event.account_name}</dd>
        <dt>{t("subject")}</dt>
        <dd>
          {word(event.subject_title || event.subject_kind)}
          {subject && (
            <Button type="link" size="small" onClick={() => onSubject(subject)}>
              {t("sameSubject")}
            </Button>
          )}
        </dd>
        {event.reason && (
          <>
            <dt>{t("reason")}</dt>
            <dd>{event.reason}</dd>
          </>
        )}
        {kept.map(([field, value]) => (
          <Kept key={field} name={word(field)} value={readableValue(value, word)} />
        ))}
      </dl>
      <h3 className={styles.heading}>{t("changes")}</h3>
      {event.before === null && event.after === null ? (
        <p>{t("noChanges")}</p>
      ) : (
        <Changes before={event.before} after={event.after} word={word} />
      )}
      <p className={styles.proof}>
        {t("sequence", { number: event.sequence })} · {t("hash", { hash: event.row_hash })}
        {event.request_id && ` · ${shared("problem.request", { id: event.request_id })}`}
      </p>
    </Dialog>
  );
}

function Kept({ name, value }: { name: string; value: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  );
}
