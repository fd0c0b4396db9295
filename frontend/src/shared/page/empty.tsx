import type { ReactNode } from "react";
import styles from "./page.module.css";

interface Props {
  title: string;
  /** What the reader can do about it. */
  children: ReactNode;
  action?: ReactNode;
}

export function Empty({ title, children, action }: Props) {
  return (
    <section className={styles.empty}>
      <h2>{title}</h2>
      <p>{children}</p>
      {action && <div className={styles.emptyAction}>{action}</div>}
    </section>
  );
}
