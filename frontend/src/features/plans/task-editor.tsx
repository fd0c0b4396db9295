import { Button } from "antd";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useDesk } from "./desk-context";
import { DoubtLines } from "./doubt-lines";
import { openDoubts } from "./doubt-queue";
import styles from "./editor.module.css";
import { TextField } from "./fields";
import { NewQuantity } from "./new-quantity";
import { QuantityField } from "./quantity-field";
import type { DraftTask } from "./rows";
import { type TaskChange, typedWhole } from "./task-changes";
import { UnitsField } from "./units-field";

interface Props {
  task: DraftTask;
  onConfirm: () => void;
  onDrop: () => void;
  onSplit: () => void;
}

/** Everything about one task of the draft; each field keeps itself. */
export function TaskEditor({ task, onConfirm, onDrop, onSplit }: Props) {
  const { t } = useTranslation("plans");
  const { readOnly: closed, writer, point } = useDesk();
  const readOnly = closed || task.state === "dropped";
  // The row as it stood when the person went into a field: what a clash is judged by.
  const read = useRef(task);
  const enter = () => {
    read.current = writer.task(task.id) ?? task;
  };
  const write = (change: TaskChange) => writer.changeTask(read.current, change);
  return (
    <div className={styles.editor}>
      <DoubtLines doubts={openDoubts(task)} fields />
      <div className={styles.grid}>
        <TextField
          label={t("task.title")}
          onEnter={enter}
          name="title"
          field="title"
          value={task.title}
          readOnly={readOnly}
          required
          grows
          wide
          onSave={(title) => write({ title: title.slice(0, 1000) })}
        />
        <TextField
          label={t("task.number")}
          field="number"
          onEnter={enter}
          value={task.number === null ? "" : String(task.number)}
          readOnly={readOnly}
          onSave={(typed) => write({ number: typedWhole(typed) })}
        />
        <div>
          <TextField
            label={t("task.section")}
            field="section"
            onEnter={enter}
            value={task.section}
            readOnly={readOnly}
            list="sections-of-draft"
            onSave={(section) => write({ section })}
          />
        </div>
        <div>
          <TextField
            label={t("task.deadline")}
            name="deadline"
            field="deadline"
            onEnter={() => {
              enter();
              point(task.deadline_start, task.deadline_end);
            }}
            value={task.deadline_text}
            readOnly={readOnly}
            placeholder={readOnly ? "" : t("task.deadlineHint")}
            onSave={(deadline_text) => write({ deadline_text })}
          />
        </div>
        <TextField
          label={t("task.date")}
          field="date"
          onEnter={enter}
          day
          value={task.deadline_date ?? ""}
          readOnly={readOnly}
          onSave={(date) => write({ deadline_date: date || null })}
        />
      </div>
      <UnitsField task={task} />
      <Quantities task={task} readOnly={readOnly} />
      <details className={styles.body} open={task.precondition !== ""}>
        <summary>{t("task.more")}</summary>

        <TextField
          label={t("task.precondition")}
          field="precondition"
          onEnter={enter}
          value={task.precondition}
          readOnly={readOnly}
          placeholder={readOnly ? "" : t("task.preconditionHint")}
          onSave={(precondition) => write({ precondition })}
        />
        <TextField
          label={t("task.bodyNote")}
          field="body"
          onEnter={enter}
          value={task.body}
          readOnly={readOnly}
          grows
          multiline
          onSave={(body) => write({ body })}
        />
      </details>
      {!closed && (
        <div className={styles.decisions}>
          {task.state === "proposed" && (
            <Button type="primary" onClick={onConfirm}>
              {t("action.confirm")} <kbd>Enter</kbd>
            </Button>
          )}
          {task.state === "confirmed" && (
            <Button onClick={() => writer.changeTask(task, { state: "proposed" })}>
              {t("action.unconfirm")}
            </Button>
          )}
          {task.state === "dropped" ? (
            <Button onClick={onDrop}>
              {t("action.restore")} <kbd>X</kbd>
            </Button>
          ) : (
            <>
              <Button onClick={onDrop}>
                {t("action.drop")} <kbd>X</kbd>
              </Button>
              <Button onClick={onSplit}>
                {t("action.split")} <kbd>S</kbd>
              </Button>
            </>
          )}
        </div>
      )}
    </div>
  );
}

function Quantities({ task, readOnly }: { task: DraftTask; readOnly: boolean }) {
  const { t } = useTranslation("plans");
  const [adding, setAdding] = useState(false);
  if (readOnly && task.quantities.length === 0) return null;
  return (
    <section className={styles.quantities} aria-label={t("quantity.title")}>
      <header>
        <h3>{t("quantity.title")}</h3>
        {!readOnly && (
          <button type="button" className={styles.plain} onClick={() => setAdding(!adding)}>
            + {t("quantity.add")}
          </button>
        )}
      </header>
      {task.quantities.map((quantity) => (
        <QuantityField key={quantity.id} quantity={quantity} />
      ))}
      {adding && <NewQuantity task={task} onDone={() => setAdding(false)} />}
    </section>
  );
}
