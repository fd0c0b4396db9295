import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, api, ifMatch } from "@/shared/api/client";
import { isProblem } from "@/shared/api/problem";
import { useFormInPlace } from "@/shared/form/use-form-in-place";
import { announce } from "@/shared/page/notices";
import { ProblemNotice } from "@/shared/page/problem-notice";
import { Tag } from "@/shared/status/mark";
import { useTopics } from "@/shared/topics/topics";
import { ReasonWords } from "./reason-words";
import { suggestionsKey, type TaskWithTopic } from "./topic-calls";
import { TopicForm } from "./topic-form";
import styles from "./topics.module.css";

interface Props {
  zone: string;
  task: TaskWithTopic;
}

/** What the task is about: suggested with the words that say so, until a person confirms or changes it. */
export function TopicOfTask({ zone, task }: Props) {
  const { t } = useTranslation("topics");
  const { topicName } = useTopics(zone);
  const cache = useQueryClient();
  const [editing, setEditing] = useState(false);
  const { opener, frame } = useFormInPlace<HTMLElement>(editing);
  const key = ["task", zone, task.id] as const;
  const set = useMutation({
    mutationFn: (body: { topic: string | null; further: string[] }) =>
      answer(
        api.PUT("/api/v1/zones/{zone}/tasks/{task}/topic", {
          params: { path: { zone, task: task.id }, header: ifMatch(task.version) },
          body,
        }),
      ),
    onSuccess: async (after) => {
      cache.setQueryData([...key, "detail"], after);
      setEditing(false);
      announce(t("task.saved"));
      await Promise.all([
        cache.invalidateQueries({ queryKey: [...key, "history"] }),
        cache.invalidateQueries({ queryKey: ["tasks", zone] }),
        cache.invalidateQueries({ queryKey: suggestionsKey(zone) }),
      ]);
    },
    onError: (error) => {
      if (isProblem(error, 412)) void cache.invalidateQueries({ queryKey: key });
    },
  });
  const may = task.actions.includes("edit");
  const { topic, topic_state, further_topics } = task;
  return (
    <section ref={frame} className={styles.ofTask} aria-label={t("task.title")}>
      <h2>{t("task.title")}</h2>
      {editing ? (
        <TopicForm
          zone={zone}
          topic={topic}
          further={further_topics}
          busy={set.isPending}
          onSave={(body) => set.mutate(body)}
          onCancel={() => setEditing(false)}
        />
      ) : (
        <>
          <p>
            {topic ? topicName(topic) : <span className={styles.soft}>{t("task.none")}</span>}{" "}
            {topic && (
              <Tag {...(topic_state === "confirmed" ? { tone: "good" as const } : {})}>
                {t(`task.${topic_state}`)}
              </Tag>
            )}
          </p>
          {further_topics.length > 0 && (
            <p className={styles.soft}>
              {t("task.further", { topics: further_topics.map(topicName).join(t("and")) })}
            </p>
          )}
          {task.topic_reason.length > 0 && (
            <p className={styles.soft}>
              {t("task.because")}
              <ReasonWords reason={task.topic_reason} />
            </p>
          )}
          {may && (
            <div className={styles.buttons}>
              {topic && topic_state === "suggested" && (
                <Button
                  size="small"
                  type="primary"
                  loading={set.isPending}
                  onClick={() => set.mutate({ topic, further: further_topics })}
                >
                  {t("task.confirm")}
                </Button>
              )}
              <Button ref={opener} size="small" onClick={() => setEditing(true)}>
                {t(topic ? "task.change" : "task.choose")}
              </Button>
            </div>
          )}
        </>
      )}
      {set.error && <ProblemNotice error={set.error} />}
    </section>
  );
}
