import { Button } from "antd";
import { type ReactNode, useEffect, useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import styles from "./dialog.module.css";

interface Props {
  title: string;
  /** Without it nothing but the buttons leads out. */
  onClose?: () => void;
  /** The buttons, the one that acts last. */
  actions?: ReactNode;
  wide?: boolean;
  children: ReactNode;
}

/** A question in front of the page, open for as long as it is rendered; Escape closes it, after asking about what
 * was typed. */
export function Dialog({ title, onClose, actions, wide, children }: Props) {
  const { t } = useTranslation();
  const frame = useRef<HTMLDialogElement>(null);
  const id = useId();
  const typed = useRef(new Set<Field>());
  const [asking, setAsking] = useState(false);
  const stay = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (asking) stay.current?.focus();
  }, [asking]);
  const leave = () => {
    const lost = [...typed.current].some((field) => field.isConnected && field.value.trim() !== "");
    if (lost && !asking) setAsking(true);
    else onClose?.();
  };
  const back = () => (asking ? setAsking(false) : leave());
  useEffect(() => {
    const dialog = frame.current;
    const opener = document.activeElement;
    dialog?.showModal();
    // Into the first field, or on the question itself: never on the button that closes it.
    (
      dialog?.querySelector<HTMLElement>("[data-first], form :is(input, textarea)") ?? dialog
    )?.focus();
    dialog?.querySelector<HTMLElement>("[data-first]")?.focus();
    return () => {
      dialog?.close();
      if (opener instanceof HTMLElement) opener.focus();
    };
  }, []);
  return (
    <dialog
      ref={frame}
      tabIndex={-1}
      className={styles.dialog}
      data-wide={wide || undefined}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        back();
      }}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || event.defaultPrevented || event.nativeEvent.isComposing)
          return;
        // A browser that asked once by `cancel` closes without asking the next time.
        event.preventDefault();
        back();
      }}
    >
      <header className={styles.head}>
        <h2 id={id}>{title}</h2>
        {onClose && (
          <button type="button" className={styles.close} aria-label={t("close")} onClick={leave}>
            ×
          </button>
        )}
      </header>
      <div
        className={styles.body}
        onInput={({ target }) => {
          if (isTyped(target)) typed.current.add(target);
        }}
      >
        {children}
      </div>
      {asking ? (
        <footer className={styles.actions} role="alert">
          <span className={styles.unsaved}>{t("unsaved.title")}</span>
          <Button onClick={onClose}>{t("unsaved.leave")}</Button>
          <Button ref={stay} type="primary" onClick={() => setAsking(false)}>
            {t("unsaved.stay")}
          </Button>
        </footer>
      ) : (
        actions && <footer className={styles.actions}>{actions}</footer>
      )}
    </dialog>
  );
}

type Field = HTMLInputElement | HTMLTextAreaElement;

/** What takes effort to write again; a tick or a choice does not. */
function isTyped(target: EventTarget): target is Field {
  return (
    target instanceof HTMLTextAreaElement ||
    (target instanceof HTMLInputElement && !["checkbox", "radio", "file"].includes(target.type))
  );
}
