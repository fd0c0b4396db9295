import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { ProblemNotice } from "@/shared/page/problem-notice";
import styles from "./desk.module.css";
import { useDesk, useWriteStatus } from "./desk-context";
import type { Attribution } from "./rows";

/** What could not be written: by whom it was overtaken or why it was refused, with what was typed. */
export function Clashes() {
  const { t } = useTranslation("plans");
  const { t: shared } = useTranslation();
  const { writer, select } = useDesk();
  const { clash, error, retry } = useWriteStatus(writer);
  const dismiss = () => writer.tell({ error: undefined, retry: undefined });
  if (clash)
    return (
      <div className={styles.clash} role="alert">
        <div>
          <strong>{t("clash.title")}</strong>
          <p>{t("clash.next")}</p>
          <dl>
            {clash.fields.map((field) => (
              <div key={field}>
                <dt>{t(`clash.field.${known(field)}`)}</dt>
                <dd>
                  <span>{t("clash.theirs")}</span> {words(clash.theirs[field])}
                </dd>
                {field in clash.mine && (
                  <dd>
                    <span>{t("clash.mine")}</span> {words(clash.mine[field])}
                  </dd>
                )}
              </div>
            ))}
          </dl>
        </div>
        <div className={styles.clashWays}>
          <Button
            onClick={() => {
              writer.tell({ clash: undefined });
              if (writer.task(clash.id)) select(clash.id, "keyboard");
            }}
          >
            {t("clash.takeTheirs")}
          </Button>
          <Button
            type="primary"
            onClick={() => {
              writer.tell({ clash: undefined });
              clash.insist();
            }}
          >
            {t("clash.takeMine")}
          </Button>
        </div>
      </div>
    );
  if (error === undefined) return null;
  return (
    <div className={styles.refusal}>
      <ProblemNotice
        error={error}
        action={
          <span className={styles.clashWays}>
            {retry && (
              <Button
                onClick={() => {
                  dismiss();
                  retry();
                }}
              >
                {shared("retry")}
              </Button>
            )}
            <Button onClick={dismiss}>{shared("close")}</Button>
          </span>
        }
      />
    </div>
  );
}

const FIELDS = [
  "title",
  "section",
  "number",
  "body",
  "deadline_text",
  "deadline_date",
  "precondition",
  "state",
  "units",
] as const;

function known(field: string): (typeof FIELDS)[number] | "other" {
  return FIELDS.find((one) => one === field) ?? "other";
}

/** A value of a row in words: a list of units by their names. */
function words(value: unknown): string {
  if (Array.isArray(value)) return value.map((unit: Attribution) => unit.text).join("、");
  return value === null || value === undefined || value === "" ? "—" : String(value);
}
