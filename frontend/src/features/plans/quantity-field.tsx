import { Button } from "antd";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { useDesk } from "./desk-context";
import { DoubtLines } from "./doubt-lines";
import { doubtsOfQuantity } from "./doubt-queue";
import styles from "./editor.module.css";
import { ChoiceField, TextField } from "./fields";
import { OPERATORS, QUANTITY_KINDS, type Quantity } from "./rows";
import { type QuantityChange, typedDecimal, valueChange } from "./task-changes";

/** A number that the document sets: what is measured, how it compares, how much, by when. */
export function QuantityField({ quantity }: { quantity: Quantity }) {
  const { t } = useTranslation("plans");
  const { writer, readOnly, point } = useDesk();
  // The row as it stood when the person went into a field: what a clash is judged by.
  const read = useRef(quantity);
  const enter = () => {
    read.current = quantity;
    point(quantity.start, quantity.end);
  };
  const write = (change: QuantityChange) => writer.changeQuantity(read.current, change);
  if (quantity.state === "dropped")
    return (
      <div className={styles.quantity} data-dropped>
        <s>
          {quantity.indicator} {quantity.value ?? quantity.value_text} {quantity.unit}
        </s>
        {!readOnly && (
          <Button
            size="small"
            type="link"
            onClick={() => writer.changeQuantity(quantity, { state: "proposed" })}
          >
            {t("action.restore")}
          </Button>
        )}
      </div>
    );
  const text = (name: "indicator" | "unit" | "condition" | "deadline_text", wide = false) => (
    <TextField
      onEnter={enter}
      label={t(`quantity.${name}`)}
      field={name === "deadline_text" ? "deadline" : name}
      value={quantity[name]}
      readOnly={readOnly}
      wide={wide}
      required={name === "indicator"}
      onSave={(typed) => write({ [name]: typed })}
    />
  );
  const decimal = (name: "value_high" | "baseline") => (
    <TextField
      onEnter={enter}
      label={t(`quantity.${name}`)}
      field={name}
      value={quantity[name] ?? ""}
      readOnly={readOnly}
      onSave={(typed) => write({ [name]: typedDecimal(typed) })}
    />
  );
  return (
    <fieldset
      className={styles.quantity}
      data-quantity={quantity.id}
      data-row={quantity.draft_task_id === null ? quantity.id : undefined}
      tabIndex={quantity.draft_task_id === null ? -1 : undefined}
    >
      <legend className="visually-hidden">{quantity.indicator}</legend>
      {/* The doubts of a task's numbers stand at the head of its editor. */}
      {quantity.draft_task_id === null && (
        <DoubtLines
          doubts={doubtsOfQuantity(quantity)}
          onSettle={() => void writer.settleQuantity(quantity)}
        />
      )}
      <div className={styles.quantityGrid}>
        <div className={styles.indicator}>{text("indicator")}</div>
        <ChoiceField
          label={t("quantity.operator")}
          field="operator"
          value={quantity.operator as (typeof OPERATORS)[number]}
          readOnly={readOnly}
          options={OPERATORS.map((one) => [one, t(`operator.${one}`)] as const)}
          onChoose={(operator) => writer.changeQuantity(quantity, { operator })}
        />
        <TextField
          onEnter={enter}
          label={t("quantity.value")}
          field="value"
          value={quantity.value ?? quantity.value_text}
          readOnly={readOnly}
          onSave={(typed) => write(valueChange(typed))}
        />
        {quantity.operator === "range" && decimal("value_high")}
        {text("unit")}
        <ChoiceField
          label={t("quantity.kind")}
          field="kind"
          value={quantity.kind}
          readOnly={readOnly}
          options={QUANTITY_KINDS.map((one) => [one, t(`kind.${one}`)] as const)}
          onChoose={(kind) => writer.changeQuantity(quantity, { kind })}
        />
        {decimal("baseline")}
        {text("condition")}
        {text("deadline_text")}
        {!readOnly && (
          <button
            type="button"
            className={styles.dropQuantity}
            aria-label={t("quantity.drop", { indicator: quantity.indicator })}
            title={t("quantity.drop", { indicator: quantity.indicator })}
            onClick={(event) => {
              // The button goes with the number: the next Enter is meant for the task.
              event.currentTarget.blur();
              writer.changeQuantity(quantity, { state: "dropped" });
            }}
          >
            ×
          </button>
        )}
      </div>
    </fieldset>
  );
}
