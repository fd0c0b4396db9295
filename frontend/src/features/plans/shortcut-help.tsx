import { useTranslation } from "react-i18next";
import { Dialog } from "@/shared/popup/dialog";
import styles from "./questions.module.css";
import { SHORTCUTS, type Shortcut } from "./use-shortcuts";

const SHOWN: Record<Shortcut, string[]> = {
  next: ["J"],
  previous: ["K"],
  down: ["↓"],
  up: ["↑"],
  confirm: ["Enter"],
  drop: ["X"],
  edit: ["E"],
  undo: ["U"],
  redo: ["R"],
  split: ["S"],
  mark: ["M"],
  add: ["A"],
  help: ["?"],
};

export function ShortcutHelp({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("plans");
  return (
    <Dialog title={t("help.title")} onClose={onClose}>
      <dl className={styles.help}>
        {SHORTCUTS.map((shortcut) => (
          <div key={shortcut}>
            <dt>
              {SHOWN[shortcut].map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{t(`help.${shortcut}`)}</dd>
          </div>
        ))}
      </dl>
      <p className={styles.helpNote}>{t("help.note")}</p>
    </Dialog>
  );
}
