import type { ReactNode } from "react";
import styles from "./mark.module.css";

export type Tone = "calm" | "waiting" | "good" | "bad" | "gone";

/** A state as a sign and a word: shape and words tell it, colour only helps. */
export function Mark({ tone, children }: { tone: Tone; children: ReactNode }) {
  return (
    <span className={styles.mark} data-tone={tone}>
      {children}
    </span>
  );
}

/** A short word beside a title, such as "for comment". */
export function Tag({ tone = "calm", children }: { tone?: Tone; children: ReactNode }) {
  return (
    <span className={styles.tag} data-tone={tone}>
      {children}
    </span>
  );
}
