import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Choice, Field, formClass } from "@/shared/form/controls";
import { announce } from "@/shared/page/notices";
import { ProblemNotice } from "@/shared/page/problem-notice";
import { Dialog } from "@/shared/popup/dialog";
import {
  type ComparedPath,
  type ComparedTask,
  type Comparison,
  type Correction,
  correct,
  readAgain,
  type TaskPair,
} from "./comparison-queries";
import type { SayKin } from "./kinship";

interface Props {
  path: ComparedPath;
  found: Comparison;
  pair: TaskPair;
  onSay: SayKin;
  onClose: () => void;
}

/** A person says which two tasks are one; the proposal can be had back. */
export function CorrectPair({ path, found, pair, onSay, onClose }: Props) {
  const { t } = useTranslation("plan-comparison");
  const cache = useQueryClient();
  const { after, before } = pair;
  const [chosen, setChosen] = useState(after ? before?.id : undefined);
  const saving = useMutation({
    mutationFn: (correction: Correction) => correct(path, correction, found.version),
    onSuccess: (_, { earlier }) => {
      announce(t(earlier === undefined ? "correct.undone" : "correct.done"));
      onClose();
    },
    onSettled: () => readAgain(cache, path),
  });
  const save = () => {
    if (after) saving.mutate({ task: after.id, earlier: chosen ?? null });
    else if (chosen && before) saving.mutate({ task: chosen, earlier: before.id });
  };
  const choices = found.pairs
    .map((one) => (after ? one.before : one.after))
    .filter((task): task is ComparedTask => task !== null)
    .map((task) => [task.id, nameOf(task)] as const);
  return (
    <Dialog
      title={t(after ? "correct.title" : "correct.titleOld")}
      onClose={onClose}
      actions={
        <>
          {pair.way === "person" && after && (
            <Button onClick={() => saving.mutate({ task: after.id, earlier: undefined })}>
              {t("correct.undo")}
            </Button>
          )}
          <Button onClick={onClose}>{t("follow.cancel")}</Button>
          <Button
            type="primary"
            loading={saving.isPending}
            disabled={!after && !chosen}
            onClick={save}
          >
            {t("correct.save")}
          </Button>
        </>
      }
    >
      <div className={formClass}>
        <p>{nameOf(after ?? before)}</p>
        <Field label={t(after ? "correct.earlier" : "correct.later")}>
          {(control) => (
            <Choice
              {...control}
              data-first
              value={chosen}
              options={choices}
              none={after ? t("correct.new") : ""}
              onPick={setChosen}
            />
          )}
        </Field>
        {after && (
          <Field label={t("kin.further")} hint={t("kin.furtherHint")}>
            {(control) => (
              <Choice
                {...control}
                value={undefined}
                options={choices.filter(
                  ([id]) => id !== before?.id && !pair.origins.some((one) => one.id === id),
                )}
                none={t("kin.choose")}
                onPick={(earlier) => {
                  if (earlier) onSay(after.id, earlier, true);
                  onClose();
                }}
              />
            )}
          </Field>
        )}
      </div>
      {saving.error && <ProblemNotice error={saving.error} />}
    </Dialog>
  );
}

function nameOf(task: ComparedTask | null): string {
  if (!task) return "";
  return task.number === null ? task.title : `${task.number}. ${task.title}`;
}
