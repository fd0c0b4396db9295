import type { ReactNode } from "react";
import styles from "./page.module.css";

interface Props {
  label: string;
  /** 0 to 100; left out while the length of the work is not known. */
  percent?: number | undefined;
  note?: string | undefined;
  action?: ReactNode;
}

/** A long action under way: what is being done, how far it is, and how to stop it. */
export function Progress({ label, percent, note, action }: Props) {
  return (
    <div className={styles.progress} role="status">
      <div className={styles.progressLine}>
        <span>
          {label}
          {note && ` · ${note}`}
        </span>
        <span>
          {percent !== undefined && `${Math.round(percent)}%`} {action}
        </span>
      </div>
      <progress className={styles.bar} max={100} value={percent} aria-label={label} />
    </div>
  );
}
