import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { answer, api } from "@/shared/api/client";
import { announce } from "@/shared/page/notices";
import { ProblemNotice } from "@/shared/page/problem-notice";
import { Waiting } from "@/shared/page/waiting";
import { Dialog } from "@/shared/popup/dialog";
import { DialogButtons } from "@/shared/popup/dialog-buttons";
import { useTopics } from "@/shared/topics/topics";
import { countTopics, type OpenSuggestion, suggestionsKey } from "./topic-calls";
import styles from "./topics.module.css";

interface Props {
  zone: string;
  items: readonly OpenSuggestion[];
  onClose: () => void;
  onDone: () => void;
}

const CHANGE = { kind: "topic" } as const;

/** What confirming would do to each task, asked of the server, before it is done. */
export function ConfirmDialog({ zone, items, onClose, onDone }: Props) {
  const { t, i18n } = useTranslation("topics");
  const { topicName } = useTopics(zone);
  const cache = useQueryClient();
  const params = { path: { zone } };
  const preview = useQuery({
    queryKey: ["topic-preview", zone, items.map(({ id }) => id)],
    queryFn: () =>
      answer(
        api.POST("/api/v1/zones/{zone}/tasks/bulk-edits/preview", {
          params,
          body: { change: CHANGE, tasks: items.map(({ id }) => id) },
        }),
      ),
    gcTime: 0,
  });
  const planned = preview.data?.items ?? [];
  const changing = planned.filter(({ before }) => before);
  const refused = planned.filter(({ refusal }) => refusal);
  const apply = useMutation({
    mutationFn: () =>
      answer(
        api.POST("/api/v1/zones/{zone}/tasks/bulk-edits", {
          params,
          body: {
            change: CHANGE,
            tasks: changing.map(({ id, version }) => ({ task: id, version })),
          },
        }),
      ),
    onSuccess: ({ changed, refused: left }) => {
      announce(
        t(left.length > 0 ? "doneLeft" : "done", { count: changed.length, left: left.length }),
      );
      onDone();
    },
    onSettled: () =>
      Promise.all([
        cache.invalidateQueries({ queryKey: suggestionsKey(zone) }),
        cache.invalidateQueries({ queryKey: ["tasks", zone] }),
        cache.invalidateQueries({ queryKey: ["task", zone] }),
      ]),
  });
  const topics = new Map(items.map(({ id, topic }) => [id, topic]));
  return (
    <Dialog
      title={t("confirmTitle")}
      onClose={onClose}
      actions={
        <DialogButtons
          onCancel={onClose}
          disabled={changing.length === 0}
          loading={apply.isPending}
          onClick={() => apply.mutate()}
        >
          {t("confirmNow", { count: changing.length })}
        </DialogButtons>
      }
    >
      {preview.isPending && <Waiting />}
      {preview.data && (
        <>
          <p>{t("confirmNote", { count: changing.length })}</p>
          <ul className={styles.counts}>
            {countTopics(changing.map(({ id }) => ({ topic: topics.get(id) ?? "" }))).map(
              ([topic, count]) => (
                <li key={topic}>
                  <span>{topicName(topic)}</span>
                  <span>{t("tasks", { count })}</span>
                </li>
              ),
            )}
          </ul>
          {refused.length > 0 && (
            <div role="alert" className={styles.refused}>
              <strong>{t("refused", { count: refused.length })}</strong>
              <ul>
                {refused.map((one) => (
                  <li key={one.id}>
                    {one.title}：{i18n.language === "en" ? one.refusal?.en : one.refusal?.zh}
                  </li>
                ))}
              </ul>
            </div>
          )}
        </>
      )}
      {(preview.error ?? apply.error) && <ProblemNotice error={preview.error ?? apply.error} />}
    </Dialog>
  );
}
