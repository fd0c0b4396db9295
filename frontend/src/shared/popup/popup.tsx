import { type ReactNode, type RefObject, useEffect, useId, useRef, useState } from "react";
import styles from "./popup.module.css";

interface Props {
  /** What the button shows. */
  children: ReactNode;
  /** Read out when the button shows no words. */
  label?: string;
  className?: string | undefined;
  align?: "start" | "end";
  disabled?: boolean;
  panel: (close: () => void) => ReactNode;
}

/** A button that opens a small panel below itself; Escape, a click elsewhere and leaving by Tab close it. */
export function Popup({ children, label, className, align = "start", disabled, panel }: Props) {
  const [open, setOpen] = useState(false);
  const frame = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();
  useCloseOutside(frame, open, () => setOpen(false));
  useEffect(() => {
    if (open)
      frame.current?.querySelector<HTMLElement>("[data-first], [role=menu] :is(a,button)")?.focus();
  }, [open]);
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape may come from any control inside.
    <div
      className={styles.frame}
      ref={frame}
      onKeyDown={(event) => {
        if (event.key === "Escape" && open) {
          event.stopPropagation();
          close();
        }
      }}
    >
      <button
        type="button"
        ref={button}
        className={className ?? styles.button}
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        aria-label={label}
        title={label}
        disabled={disabled}
        onClick={() => setOpen(!open)}
      >
        {children}
      </button>
      {open && (
        <div id={id} className={align === "end" ? styles.panelEnd : styles.panel}>
          {panel(close)}
        </div>
      )}
    </div>
  );
}

function useCloseOutside(frame: RefObject<HTMLElement | null>, open: boolean, close: () => void) {
  useEffect(() => {
    if (!open) return;
    const leave = (event: Event) => {
      if (!frame.current?.contains(event.target as Node)) close();
    };
    document.addEventListener("pointerdown", leave);
    document.addEventListener("focusin", leave);
    return () => {
      document.removeEventListener("pointerdown", leave);
      document.removeEventListener("focusin", leave);
    };
  });
}
