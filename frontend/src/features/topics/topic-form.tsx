import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Choice, Field, formClass } from "@/shared/form/controls";
import { useTopics } from "@/shared/topics/topics";
import styles from "./topics.module.css";

const MOST_FURTHER = 5;

interface Props {
  zone: string;
  topic: string | null;
  further: readonly string[];
  busy: boolean;
  onSave: (topics: { topic: string | null; further: string[] }) => void;
  onCancel: () => void;
}

export function TopicForm({ zone, topic, further, busy, onSave, onCancel }: Props) {
  const { t } = useTranslation("topics");
  const { t: shared } = useTranslation();
  const { choices } = useTopics(zone);
  const [main, setMain] = useState(topic ?? undefined);
  const [others, setOthers] = useState<ReadonlySet<string>>(new Set(further));
  const toggle = (code: string) => {
    const next = new Set(others);
    if (!next.delete(code)) next.add(code);
    setOthers(next);
  };
  const chosen = choices.map(([code]) => code).filter((code) => others.has(code) && code !== main);
  return (
    <div className={formClass}>
      <Field label={t("task.main")}>
        {(control) => (
          <Choice
            {...control}
            value={main}
            none={t("task.noTopic")}
            options={choices}
            onPick={setMain}
          />
        )}
      </Field>
      {main && (
        <details open={chosen.length > 0}>
          <summary>{t("task.furtherChoice", { most: MOST_FURTHER })}</summary>
          <div className={styles.choices}>
            {choices
              .filter(([code]) => code !== main)
              .map(([code, name]) => (
                <label key={code}>
                  <input
                    type="checkbox"
                    checked={others.has(code)}
                    disabled={!others.has(code) && chosen.length >= MOST_FURTHER}
                    onChange={() => toggle(code)}
                  />
                  {name}
                </label>
              ))}
          </div>
        </details>
      )}
      <div className={styles.buttons}>
        <Button
          size="small"
          type="primary"
          loading={busy}
          onClick={() => onSave({ topic: main ?? null, further: main ? chosen : [] })}
        >
          {shared("save")}
        </Button>
        <Button size="small" onClick={onCancel}>
          {shared("cancel")}
        </Button>
      </div>
    </div>
  );
}
