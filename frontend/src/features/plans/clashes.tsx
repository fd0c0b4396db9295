import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { ProblemNotice } from "@/shared/page/problem-notice";
import styles from "./clashes.module.css";
import { useDesk, useWriteStatus } from "./desk-context";
import { type Attribution, RELATIONS, type Relation } from "./rows";

/** What could not be written: by whom it was overtaken or why it was refused, with what was typed. */
export function Clashes() {
  const { t } = useTranslation("plans");
  const { t: shared } = useTranslation();
  const { writer, select } = useDesk();
  const { clash, error, retry } = useWriteStatus(writer);
  const { name, words } = useFieldWords();
  const dismiss = () => writer.tell({ error: undefined, retry: undefined });
  if (clash)
    return (
      <div className={styles.clash} role="alert">
        <div>
          <strong>{t("clash.title")}</strong>
          <p>
            {clash.by && <strong>{clash.by}</strong>} {t("clash.next")}
          </p>
          <dl>
            {clash.fields.map((field) => (
              <div key={field}>
                <dt>{name(field)}</dt>
                <dd>
                  <span>{t("clash.theirs")}</span> {words(field, clash.theirs[field])}
                </dd>
                {field in clash.mine && (
                  <dd>
                    <span>{t("clash.mine")}</span> {words(field, clash.mine[field])}
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

const OF_NUMBERS = [
  "indicator",
  "operator",
  "value",
  "value_high",
  "unit",
  "kind",
  "baseline",
  "condition",
] as const;
const STATES = ["confirmed", "dropped", "proposed"] as const;

/** A field and its value in the words of the page. */
function useFieldWords() {
  const { t } = useTranslation("plans");
  const name = (field: string) => {
    const number = OF_NUMBERS.find((one) => one === field);
    if (number) return t(`quantity.${number}`);
    return t(`clash.field.${FIELDS.find((one) => one === field) ?? "other"}`);
  };
  const words = (field: string, value: unknown) => {
    if (Array.isArray(value))
      return unitWords(value as Attribution[], (one) => t(`relation.${one}`));
    const state = field === "state" && STATES.find((one) => one === value);
    if (state) return t(`clash.state.${state}`);
    return value === null || value === undefined || value === "" ? "—" : String(value);
  };
  return { name, words };
}

/** Units under their relations: who leads stands apart. */
function unitWords(units: Attribution[], named: (relation: Relation) => string): string {
  const parts = RELATIONS.map((relation) => {
    const texts = units.filter((unit) => unit.relation === relation).map(({ text }) => text);
    return texts.length > 0 && `${named(relation)}：${texts.join("、")}`;
  });
  return parts.filter(Boolean).join("；");
}
