import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useImeEnter } from "@/shared/form/use-ime-enter";
import { announce } from "@/shared/page/notices";
import { Dialog } from "@/shared/popup/dialog";
import { DialogButtons } from "@/shared/popup/dialog-buttons";
import { type Spot, useDesk } from "./desk-context";
import { Field } from "./fields";
import fields from "./fields.module.css";
import type { CodePoints } from "./marking/code-points";
import styles from "./questions.module.css";
import type { Draft, DraftTask } from "./rows";
import { titleFrom, typedText, typedWhole } from "./task-changes";

interface Props {
  text: string;
  points: CodePoints;
  draft: Draft;
  /** The marked words; without them the task has no place in the original. */
  spot: Spot | undefined;
  after: string | undefined;
  onClose: () => void;
}

/** A task that the reading did not find, from words marked in the original or from nothing. */
export function AddTask({ text, points, draft, spot, after, onClose }: Props) {
  const { t } = useTranslation("plans");
  const { writer, select } = useDesk();
  const words = spot ? text.slice(spot.start, spot.end).trim() : "";
  const place = spot && { start: points.toPoints(spot.start), end: points.toPoints(spot.end) };
  const previous = place
    ? lastBefore(draft.tasks, place.start)
    : draft.tasks.find(({ id }) => id === after);
  const [typed, setTyped] = useState({
    title: titleFrom(words),
    section: previous?.section ?? "",
    number: "",
  });
  const [busy, setBusy] = useState(false);
  const enter = useImeEnter();
  const title = typedText(typed.title);
  const add = async () => {
    setBusy(true);
    const made = await writer.addTask({
      after: previous?.id ?? null,
      title,
      section: typedText(typed.section),
      number: typedWhole(typed.number),
      body: words.slice(0, 20_000),
      ...place,
    });
    setBusy(false);
    if (!made) return;
    onClose();
    select(made.id, "keyboard");
    announce(t("add.done"));
  };
  const field = (name: keyof typeof typed, first = false) => (
    <Field label={t(`task.${name}`)}>
      {(id) => (
        <input
          id={id}
          className={fields.input}
          maxLength={name === "number" ? 6 : 400}
          // biome-ignore lint/a11y/noAutofocus: the person has just asked for this form.
          autoFocus={first}
          list={name === "section" ? "sections-of-draft" : undefined}
          value={typed[name]}
          onChange={(event) => setTyped({ ...typed, [name]: event.target.value })}
        />
      )}
    </Field>
  );
  return (
    <Dialog
      wide
      title={t("add.title")}
      onClose={onClose}
      actions={
        <DialogButtons
          onCancel={onClose}
          htmlType="submit"
          form="add-task"
          loading={busy}
          disabled={title === ""}
        >
          {t("add.button")}
        </DialogButtons>
      }
    >
      <form
        id="add-task"
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (title !== "") void add();
        }}
        {...enter}
      >
        {words ? (
          <blockquote className={styles.quote}>{words}</blockquote>
        ) : (
          <p>{t("add.withoutPlace")}</p>
        )}
        {field("title", true)}
        {field("section")}
        {field("number")}
        <p className={styles.hint}>
          {previous ? t("add.after", { title: previous.title }) : t("add.first")}
        </p>
      </form>
    </Dialog>
  );
}

function lastBefore(tasks: readonly DraftTask[], point: number): DraftTask | undefined {
  return tasks.findLast(({ start }) => start !== null && start <= point);
}
