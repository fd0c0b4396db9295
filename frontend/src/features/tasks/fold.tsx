import { type ReactNode, useState } from "react";
import styles from "./task-page.module.css";

interface Props {
  /** By which the browser remembers whether it was open. */
  name: string;
  title: ReactNode;
  /** A short fact beside the title, seen also while it is shut. */
  note?: ReactNode;
  tools?: ReactNode;
  children: ReactNode;
}

const key = (name: string) => `mandate.task.shut.${name}`;

/** A section that a person may shut; it stays so on every task. */
export function Fold({ name, title, note, tools, children }: Props) {
  const [open, setOpen] = useState(() => localStorage.getItem(key(name)) === null);
  return (
    <section className={styles.fold}>
      <details
        open={open}
        onToggle={(event) => {
          const now = event.currentTarget.open;
          setOpen(now);
          if (now) localStorage.removeItem(key(name));
          else localStorage.setItem(key(name), "yes");
        }}
      >
        <summary>
          <h2>{title}</h2>
          {note && <span className={styles.note}>{note}</span>}
        </summary>
        {children}
      </details>
      {tools && open && <div className={styles.tools}>{tools}</div>}
    </section>
  );
}
