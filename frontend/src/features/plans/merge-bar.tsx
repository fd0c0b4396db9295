import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { announce } from "@/shared/page/notices";
import { Dialog } from "@/shared/popup/dialog";
import { DialogButtons } from "@/shared/popup/dialog-buttons";
import styles from "./desk.module.css";
import { useDesk } from "./desk-context";
import questions from "./questions.module.css";
import type { DraftTask } from "./rows";

/** Several tasks are marked: make one of them. */
export function MergeBar({ tasks, onDone }: { tasks: readonly DraftTask[]; onDone: () => void }) {
  const { t } = useTranslation("plans");
  const { writer, select } = useDesk();
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const merge = async () => {
    setBusy(true);
    const made = await writer.merge(tasks.map(({ id }) => id));
    setBusy(false);
    setAsking(false);
    if (!made) return;
    onDone();
    select(made.id, "keyboard");
    announce(t("merge.done", { count: tasks.length }));
  };
  return (
    <fieldset className={styles.merge} aria-label={t("merge.label")}>
      <span role="status">{t("merge.chosen", { count: tasks.length })}</span>
      <Button disabled={tasks.length < 2} onClick={() => setAsking(true)}>
        {t("merge.button")}
      </Button>
      <Button type="text" onClick={onDone}>
        {t("merge.clear")}
      </Button>
      {asking && (
        <Dialog
          title={t("merge.title", { count: tasks.length })}
          onClose={() => setAsking(false)}
          actions={
            <DialogButtons
              onCancel={() => setAsking(false)}
              loading={busy}
              onClick={() => void merge()}
            >
              {t("merge.button")}
            </DialogButtons>
          }
        >
          <p>{t("merge.note")}</p>
          <ol className={questions.plainList}>
            {tasks.map((task) => (
              <li key={task.id}>
                {task.number !== null && `${task.number}. `}
                {task.title}
              </li>
            ))}
          </ol>
        </Dialog>
      )}
    </fieldset>
  );
}
