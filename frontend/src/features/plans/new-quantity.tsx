import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useImeEnter } from "@/shared/form/use-ime-enter";
import { useDesk } from "./desk-context";
import styles from "./editor.module.css";
import { ChoiceField, Field } from "./fields";
import fields from "./fields.module.css";
import {
  type DraftTask,
  OPERATORS,
  type Operator,
  QUANTITY_KINDS,
  type QuantityKind,
} from "./rows";
import { typedText, valueChange } from "./task-changes";

/** A number that was not seen in the document. */
export function NewQuantity({ task, onDone }: { task: DraftTask; onDone: () => void }) {
  const { t } = useTranslation("plans");
  const { t: shared } = useTranslation();
  const { writer } = useDesk();
  const [typed, setTyped] = useState({ indicator: "", value: "", unit: "" });
  const [operator, setOperator] = useState<Operator>(">=");
  const [kind, setKind] = useState<QuantityKind>("T");
  const enter = useImeEnter();
  const ready = typed.indicator.trim() !== "" && typed.value.trim() !== "";
  const add = async () => {
    const made = await writer.addQuantity({
      draft_task_id: task.id,
      indicator: typedText(typed.indicator),
      unit: typedText(typed.unit),
      operator,
      kind,
      ...valueChange(typed.value),
    });
    if (made) onDone();
  };
  const text = (name: keyof typeof typed, first = false) => (
    <Field label={t(`quantity.${name}`)}>
      {(id) => (
        <input
          id={id}
          className={fields.input}
          maxLength={300}
          // biome-ignore lint/a11y/noAutofocus: the person has just asked for this form.
          autoFocus={first}
          value={typed[name]}
          onChange={(event) => setTyped({ ...typed, [name]: event.target.value })}
        />
      )}
    </Field>
  );
  return (
    <form
      className={styles.quantity}
      aria-label={t("quantity.add")}
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) void add();
      }}
      {...enter}
    >
      <div className={styles.quantityGrid}>
        <div className={styles.indicator}>{text("indicator", true)}</div>
        <ChoiceField
          label={t("quantity.operator")}
          value={operator}
          options={OPERATORS.filter((one) => one !== "range").map(
            (one) => [one, t(`operator.${one}`)] as const,
          )}
          onChoose={setOperator}
        />
        {text("value")}
        {text("unit")}
        <ChoiceField
          label={t("quantity.kind")}
          value={kind}
          options={QUANTITY_KINDS.map((one) => [one, t(`kind.${one}`)] as const)}
          onChoose={setKind}
        />
      </div>
      <div className={styles.formWays}>
        <Button size="small" onClick={onDone}>
          {shared("cancel")}
        </Button>
        <Button size="small" type="primary" htmlType="submit" disabled={!ready}>
          {t("quantity.addThis")}
        </Button>
      </div>
    </form>
  );
}
