import { type ComponentProps, type ReactNode, useId } from "react";
import styles from "./controls.module.css";

/** The look of every plain input, select and textarea, and of a form made of them. */
export const controlClass = styles.control;
export const formClass = styles.form;

interface FieldProps {
  label: string;
  hint?: ReactNode;
  /** What is wrong with the value, in words that say what to do. */
  wrong?: string | undefined;
  children: (control: {
    id: string;
    className: string | undefined;
    "aria-describedby"?: string;
    "aria-invalid"?: true;
  }) => ReactNode;
}

/** A labelled control of a form, with its hint and what is wrong with it. */
export function Field({ label, hint, wrong, children }: FieldProps) {
  const id = useId();
  const told = hint || wrong ? { "aria-describedby": `${id}-told` } : {};
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      {children({
        id,
        className: controlClass,
        ...told,
        ...(wrong ? { "aria-invalid": true } : {}),
      })}
      {(hint || wrong) && (
        <span id={`${id}-told`} className={wrong ? styles.wrong : styles.hint}>
          {wrong ?? hint}
        </span>
      )}
    </div>
  );
}

interface ChoiceProps extends Omit<ComponentProps<"select">, "value" | "onChange" | "onSelect"> {
  value: string | undefined;
  options: readonly (readonly [value: string, words: string])[];
  /** Words for "no choice made"; without them there is always a choice. */
  none?: string;
  onPick: (value: string | undefined) => void;
}

/** A native list of choices: the keyboard and every old browser know it. */
export function Choice({ value, options, none, onPick, className, ...rest }: ChoiceProps) {
  return (
    <select
      {...rest}
      className={className ?? controlClass}
      value={value ?? ""}
      onChange={(event) => onPick(event.target.value || undefined)}
    >
      {none !== undefined && <option value="">{none}</option>}
      {options.map(([key, words]) => (
        <option key={key} value={key}>
          {words}
        </option>
      ))}
    </select>
  );
}
