import { useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import styles from "./notices.module.css";

interface Notice {
  id: number;
  text: string;
}

const SHOWN_MS = 5000;
let notices: readonly Notice[] = [];
let last = 0;
const listeners = new Set<() => void>();

function set(next: readonly Notice[]): void {
  notices = next;
  for (const listener of listeners) listener();
}

/** Says in passing that something was done; failures are shown where they happened, with ProblemNotice. */
export function announce(text: string): void {
  const id = ++last;
  set([...notices, { id, text }]);
  setTimeout(() => dismiss(id), SHOWN_MS);
}

function dismiss(id: number): void {
  set(notices.filter((notice) => notice.id !== id));
}

export function Notices() {
  const { t } = useTranslation();
  const shown = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => notices,
  );
  return (
    <div className={styles.stack} role="status" aria-live="polite">
      {shown.map((notice) => (
        <div key={notice.id} className={styles.notice}>
          {notice.text}
          <button type="button" aria-label={t("close")} onClick={() => dismiss(notice.id)}>
            ×
          </button>
        </div>
      ))}
    </div>
  );
}
