import { CalendarOutlined } from "@ant-design/icons";
import { type ComponentProps, useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { controlClass } from "./controls";
import styles from "./date-input.module.css";
import { readDay } from "./read-day";

interface CalendarProps {
  /** YYYY-MM-DD, or nothing. */
  value: string;
  min?: string | undefined;
  max?: string | undefined;
  onPick: (day: string) => void;
}

interface DateProps
  extends CalendarProps,
    Omit<ComponentProps<"input">, "value" | "min" | "max" | "type" | "onChange"> {}

/**
 * A day, typed as 2026-11-22 or taken from the calendar. A plain date field would speak the browser's language, with
 * the month first in some, whatever language the page is in. While what is typed is no date the value is "".
 */
export function DateInput({ value, min, max, onPick, className, ...rest }: DateProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState<string>();
  const [left, setLeft] = useState(false);
  const told = useId();
  // A value from elsewhere, such as another choice or a reset, replaces what was typed.
  const own = typed !== undefined && (readDay(typed) ?? "") === value ? typed : undefined;
  const unreadable = own !== undefined && readDay(own) === undefined;
  const wrong = left ? whatIsWrong(unreadable, value, min, max) : undefined;
  const type = (text: string) => {
    setTyped(text);
    const day = readDay(text) ?? "";
    if (day !== value) onPick(day);
  };
  return (
    <span className={styles.box}>
      <input
        {...rest}
        size={11}
        maxLength={20}
        autoComplete="off"
        spellCheck={false}
        className={className ?? controlClass}
        placeholder={t("date.shape")}
        value={own ?? value}
        {...(wrong && {
          "aria-invalid": true,
          "aria-describedby": [rest["aria-describedby"], told].filter(Boolean).join(" "),
        })}
        onChange={(event) => type(event.target.value)}
        onFocus={(event) => {
          setLeft(false);
          rest.onFocus?.(event);
        }}
        onBlur={(event) => {
          setLeft(true);
          if (!unreadable) setTyped(undefined);
          rest.onBlur?.(event);
        }}
      />
      <CalendarButton value={value} min={min} max={max} onPick={type} />
      {wrong && <WrongDay id={told}>{t(`date.${wrong}`, { min, max })}</WrongDay>}
    </span>
  );
}

function whatIsWrong(unreadable: boolean, value: string, min?: string, max?: string) {
  if (unreadable) return "unreadable";
  if (value !== "" && min && value < min) return "early";
  if (value !== "" && max && value > max) return "late";
  return undefined;
}

/** Opens the browser's calendar; where it has none to open, the day is typed. */
export function CalendarButton({ value, min, max, onPick }: CalendarProps) {
  const { t } = useTranslation();
  const native = useRef<HTMLInputElement>(null);
  if (!("showPicker" in HTMLInputElement.prototype)) return null;
  return (
    <>
      <input
        ref={native}
        type="date"
        tabIndex={-1}
        aria-hidden="true"
        className={styles.native}
        value={value}
        min={min}
        max={max}
        onChange={(event) => event.target.value && onPick(event.target.value)}
      />
      <button
        type="button"
        className={styles.calendar}
        aria-label={t("date.calendar")}
        title={t("date.calendar")}
        onClick={(event) => {
          // Inside a label the click would go on to the field.
          event.preventDefault();
          native.current?.showPicker();
        }}
      >
        <CalendarOutlined aria-hidden="true" />
      </button>
    </>
  );
}

export function WrongDay({ id, children }: { id: string; children: string }) {
  return (
    <span id={id} role="alert" className={styles.wrong}>
      {children}
    </span>
  );
}

export const dateBoxClass = styles.box;
