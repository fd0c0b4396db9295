import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useImeEnter } from "@/shared/form/use-ime-enter";
import { announce } from "@/shared/page/notices";
import { Dialog } from "@/shared/popup/dialog";
import { DialogButtons } from "@/shared/popup/dialog-buttons";
import { useDesk } from "./desk-context";
import { Field } from "./fields";
import fields from "./fields.module.css";
import styles from "./questions.module.css";
import type { DraftTask } from "./rows";
import { splitTitles, typedText } from "./task-changes";

const MOST = 10;

/** Makes several tasks of one: a title for each. */
export function SplitTask({ task, onClose }: { task: DraftTask; onClose: () => void }) {
  const { t } = useTranslation("plans");
  const { writer } = useDesk();
  const [titles, setTitles] = useState(() => splitTitles(task.title));
  const [busy, setBusy] = useState(false);
  const enter = useImeEnter();
  const ready = titles.map(typedText).filter(Boolean);
  const split = async () => {
    setBusy(true);
    const made = await writer.split(task, ready);
    setBusy(false);
    onClose();
    if (made) announce(t("split.done", { count: ready.length }));
  };
  return (
    <Dialog
      wide
      title={t("split.title")}
      onClose={onClose}
      actions={
        <>
          <Button
            disabled={titles.length >= MOST}
            onClick={() => setTitles([...titles, ""])}
            className={styles.apart ?? ""}
          >
            + {t("split.more")}
          </Button>
          <DialogButtons
            onCancel={onClose}
            htmlType="submit"
            form="split-task"
            loading={busy}
            disabled={ready.length < 2}
          >
            {t("split.button", { count: ready.length })}
          </DialogButtons>
        </>
      }
    >
      <form
        id="split-task"
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (ready.length >= 2) void split();
        }}
        {...enter}
      >
        <p>{t("split.note")}</p>
        {titles.map((title, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the lines have no other identity, and only the last is added.
          <Field key={index} label={t("split.part", { number: index + 1 })}>
            {(id) => (
              <input
                id={id}
                className={fields.input}
                maxLength={400}
                value={title}
                onChange={(event) =>
                  setTitles(titles.map((one, at) => (at === index ? event.target.value : one)))
                }
              />
            )}
          </Field>
        ))}
      </form>
    </Dialog>
  );
}
