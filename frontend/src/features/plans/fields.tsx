import { type ReactNode, useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { CalendarButton, dateBoxClass, WrongDay } from "@/shared/form/date-input";
import { readDay } from "@/shared/form/read-day";
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
  /** A day: kept as YYYY-MM-DD, typed or taken from the calendar; what is no date is not saved. */
  day?: boolean;
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
  const { t } = useTranslation();
  const { id, value, onSave, readOnly, grows, multiline, list, required, day, name } = props;
  const [typed, setTyped] = useState(value);
  const [shown, setShown] = useState(value);
  if (value !== shown) {
    // A newer value from elsewhere never takes away what is being typed.
    setShown(value);
    if (typed === shown) setTyped(value);
  }
  const [unreadable, setUnreadable] = useState(false);
  const givenUp = useRef(false);
  const enter = useImeEnter((event) => {
    if (multiline && !event.ctrlKey) return;
    event.preventDefault();
    event.currentTarget.blur();
  });
  const save = () => {
    if (givenUp.current) return;
    const tidy = multiline ? typed.trim() : typedText(typed);
    const read = day ? readDay(tidy) : tidy;
    setUnreadable(read === undefined);
    if (read === undefined) return;
    if (required === true && read === "") return setTyped(value);
    setTyped(read);
    if (read !== value) onSave(read);
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
      setUnreadable(false);
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
  if (day)
    return (
      <span className={dateBoxClass}>
        <input
          {...common}
          placeholder={t("date.shape")}
          className={styles.input}
          {...(unreadable && { "aria-invalid": true, "aria-describedby": `${id}-wrong` })}
          onChange={(event) => setTyped(event.target.value)}
        />
        {!readOnly && <CalendarButton value={value} onPick={onSave} />}
        {unreadable && <WrongDay id={`${id}-wrong`}>{t("date.unreadable")}</WrongDay>}
      </span>
    );
  if (!grows)
    return (
      <input
        {...common}
        type="text"
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
