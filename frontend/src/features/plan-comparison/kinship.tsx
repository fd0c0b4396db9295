import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { announce } from "@/shared/page/notices";
import styles from "./comparison.module.css";
import {
  type ComparedPath,
  type Comparison,
  readAgain,
  sayOrigins,
  type TaskPair,
} from "./comparison-queries";

/** Says whether a newer task stems from an earlier one besides the one that it continues. */
export type SayKin = (newer: string, earlier: string, there: boolean) => void;

export function useKin(path: ComparedPath, found: Comparison) {
  const { t } = useTranslation("plan-comparison");
  const cache = useQueryClient();
  const saving = useMutation({
    mutationFn: (said: { task: string; earlier: string[] }) =>
      sayOrigins(path, said, found.version),
    onSuccess: () => announce(t("kin.said")),
    onSettled: () => readAgain(cache, path),
  });
  const say: SayKin = (newer, earlier, there) => {
    const known = found.pairs.find(({ after }) => after?.id === newer)?.origins ?? [];
    const others = known.map(({ id }) => id).filter((id) => id !== earlier);
    saving.mutate({ task: newer, earlier: there ? [...others, earlier] : others });
  };
  return { say, error: saving.error };
}

/** 拆分与合并: what a person said of the pair, and what it might be. */
export function Kinship({ pair, onSay }: { pair: TaskPair; onSay: SayKin | undefined }) {
  const { t } = useTranslation("plan-comparison");
  const { before, after, origins, parts } = pair;
  const said = new Set([...origins, ...parts].map(({ id }) => id));
  const perhaps = pair.related.filter(({ id }) => !said.has(id));
  const link = (other: string, there: boolean) => {
    if (after) onSay?.(after.id, other, there);
    else if (before) onSay?.(other, before.id, there);
  };
  return (
    <>
      {after && (
        <Kin words={t("kin.origins")} tasks={origins}>
          {({ id, title }) =>
            onSay && (
              <Button
                size="small"
                aria-label={t("kin.remove", { title })}
                onClick={() => onSay(after.id, id, false)}
              >
                ×
              </Button>
            )
          }
        </Kin>
      )}
      {before && (
        <Kin words={t("kin.parts")} tasks={parts}>
          {({ id, title }) =>
            onSay && (
              <Button
                size="small"
                aria-label={t("kin.remove", { title })}
                onClick={() => onSay(id, before.id, false)}
              >
                ×
              </Button>
            )
          }
        </Kin>
      )}
      <Kin words={t(after ? "related.added" : "related.removed")} tasks={perhaps}>
        {({ id, title }) =>
          onSay && (
            <Button
              size="small"
              aria-label={t("kin.acceptOf", { title })}
              onClick={() => link(id, true)}
            >
              {t("kin.accept")}
            </Button>
          )
        }
      </Kin>
    </>
  );
}

type KinTask = TaskPair["related"][number];

interface KinProps {
  words: string;
  tasks: readonly KinTask[];
  children: (task: KinTask) => ReactNode;
}

function Kin({ words, tasks, children }: KinProps) {
  if (tasks.length === 0) return null;
  return (
    <p className={styles.related}>
      {words}
      {tasks.map((task, place) => (
        <span key={task.id}>
          {place > 0 && "；"}
          {task.title} {children(task)}
        </span>
      ))}
    </p>
  );
}
