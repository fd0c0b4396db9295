import { type ReactNode, useId, useRef, useState } from "react";
import { useImeEnter } from "@/shared/form/use-ime-enter";
import styles from "./fields.module.css";
import { typedText } from "./task-changes";

interface FieldProps {
  label: string;
  wide?: boolean;
  /** What doubts call it, so that they lead here. */
  field?: string | undefined;
  children: (id: string) => ReactNode;
}

export function Field({ label, wide, field, children }: FieldProps) {
  const id = useId();
  return (
    <div className={styles.field} data-wide={wide || undefined} data-field={field}>
      <label htmlFor={id}>{label}</label>
      {children(id)}
    </div>
  );
}

interface TextProps {
  label: string;
  value: string;
  /** Called on leaving the field or on Enter, only with a text that differs. */
  onSave: (text: string) => void;
  readOnly?: boolean;
  wide?: boolean;
  /** Grows with its text; Enter still ends it unless `multiline`. */
  grows?: boolean;
  multiline?: boolean;
  list?: string;
  required?: boolean;
  placeholder?: string;
  type?: "text" | "date";
  /** Called when the person goes into the field. */
  onEnter?: () => void;
  name?: string;
  field?: string;
}

/** A field that keeps itself: what is typed is saved on leaving it, Escape gives it up. */
export function TextField(props: TextProps) {
  const { label, wide, field } = props;
  return (
    <Field label={label} field={field} {...(wide ? { wide } : {})}>
      {(id) => <Text id={id} {...props} />}
    </Field>
  );
}

function Text(props: TextProps & { id: string }) {
  const { id, value, onSave, readOnly, grows, multiline, list, required, type, name } = props;
  const [typed, setTyped] = useState(value);
  const [shown, setShown] = useState(value);
  if (value !== shown) {
    // A newer value from elsewhere never takes away what is being typed.
    setShown(value);
    if (typed === shown) setTyped(value);
  }
  const givenUp = useRef(false);
  const enter = useImeEnter((event) => {
    if (multiline && !event.ctrlKey) return;
    event.preventDefault();
    event.currentTarget.blur();
  });
  const save = () => {
    if (givenUp.current) return;
    const tidy = multiline ? typed.trim() : typedText(typed);
    const missing = required === true && tidy === "";
    setTyped(missing ? value : tidy);
    if (!missing && tidy !== value) onSave(tidy);
  };
  const common = {
    id,
    name,
    value: typed,
    readOnly,
    required,
    placeholder: props.placeholder,
    spellCheck: false,
    autoComplete: "off",
    onFocus: () => {
      givenUp.current = false;
      props.onEnter?.();
    },
    onBlur: save,
    ...enter,
    onKeyDown: (event: React.KeyboardEvent<HTMLElement>) => {
      if (event.key === "Escape" && !event.nativeEvent.isComposing) {
        givenUp.current = true;
        setTyped(value);
        event.currentTarget.blur();
      }
      enter.onKeyDown(event);
    },
  };
  if (!grows)
    return (
      <input
        {...common}
        type={type ?? "text"}
        list={list}
        className={styles.input}
        onChange={(event) => setTyped(event.target.value)}
      />
    );
  return (
    <div className={styles.grows} data-typed={`${typed} `}>
      <textarea
        {...common}
        rows={1}
        className={styles.input}
        onChange={(event) => setTyped(event.target.value)}
      />
    </div>
  );
}

interface ChoiceProps<Value extends string> {
  label: string;
  value: Value;
  options: readonly (readonly [Value, string])[];
  onChoose: (value: Value) => void;
  readOnly?: boolean;
  field?: string;
}

export function ChoiceField<Value extends string>(props: ChoiceProps<Value>) {
  const { label, value, options, onChoose, readOnly, field } = props;
  return (
    <Field label={label} field={field}>
      {(id) => (
        <select
          id={id}
          className={styles.input}
          value={value}
          disabled={readOnly}
          onChange={(event) => onChoose(event.target.value as Value)}
        >
          {options.map(([key, words]) => (
            <option key={key} value={key}>
              {words}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
