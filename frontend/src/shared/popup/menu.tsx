import type { KeyboardEvent, ReactNode } from "react";
import styles from "./popup.module.css";

interface Props {
  label: string;
  note?: ReactNode;
  children: ReactNode;
}

/** The contents of a Popup that offers choices; arrow keys move between them. */
export function Menu({ label, note, children }: Props) {
  return (
    <>
      {note && <div className={styles.note}>{note}</div>}
      <div role="menu" aria-label={label} tabIndex={-1} onKeyDown={moveByArrow}>
        {children}
      </div>
    </>
  );
}

interface EntryProps {
  current?: boolean;
  onChoose: () => void;
  children: ReactNode;
}

export function MenuEntry({ current, onChoose, children }: EntryProps) {
  return (
    <button
      type="button"
      role="menuitem"
      className={styles.entry}
      aria-current={current ? "true" : undefined}
      onClick={onChoose}
    >
      {children}
      {current && <span aria-hidden="true">✓</span>}
    </button>
  );
}

function moveByArrow(event: KeyboardEvent<HTMLElement>): void {
  const entries = [...event.currentTarget.querySelectorAll<HTMLElement>("[role=menuitem]")];
  const here = entries.indexOf(document.activeElement as HTMLElement);
  const last = entries.length - 1;
  const target = {
    ArrowDown: here < last ? here + 1 : 0,
    ArrowUp: here > 0 ? here - 1 : last,
    Home: 0,
    End: last,
  }[event.key];
  if (target === undefined) return;
  event.preventDefault();
  entries[target]?.focus();
}
