import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Choice, Field, formClass } from "@/shared/form/controls";
import { ProblemNotice } from "@/shared/page/problem-notice";
import { Dialog } from "@/shared/popup/dialog";
import {
  adoptedPlansQuery,
  type ComparedPath,
  type ComparedPlan,
  type Following,
  type Kind,
  type RemovedTasks,
  type Succession,
} from "./comparison-queries";

interface Props {
  path: ComparedPath;
  plan: ComparedPlan;
  state: Succession;
  busy: boolean;
  error: unknown;
  onClose: () => void;
  onChoose: (body: Following) => void;
}

const KINDS = ["revision", "renewal"] as const satisfies Kind[];
const REMOVED = ["keep", "withdraw"] as const satisfies RemovedTasks[];

/** Which plan, how the two belong together, and what becomes of the tasks that the new one leaves out. */
export function ChoosePredecessor({ path, plan, state, busy, error, onClose, onChoose }: Props) {
  const { t } = useTranslation("plan-comparison");
  const plans = useQuery(adoptedPlansQuery(path.zone)).data ?? [];
  const [earlier, setEarlier] = useState(state.predecessor?.id ?? state.proposals[0]?.plan.id);
  const [kind, setKind] = useState<Kind>(state.kind ?? state.proposals[0]?.kind ?? "renewal");
  const [left, setLeft] = useState(state.removed_tasks ?? undefined);
  const removed = left ?? (kind === "revision" ? "withdraw" : "keep");
  const others = plans.filter(({ id }) => id !== plan.id);
  return (
    <Dialog
      title={t("follow.title")}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t("follow.cancel")}</Button>
          <Button
            type="primary"
            loading={busy}
            disabled={!earlier}
            onClick={() =>
              earlier && onChoose({ predecessor: earlier, kind, removed_tasks: removed })
            }
          >
            {t("follow.save")}
          </Button>
        </>
      }
    >
      <div className={formClass}>
        <Field label={t("follow.plan")}>
          {(control) => (
            <Choice
              {...control}
              data-first
              value={earlier}
              options={others.map(({ id, title }) => [id, title] as const)}
              none={t("follow.pick")}
              onPick={setEarlier}
            />
          )}
        </Field>
        <Field label={t("follow.kind")}>
          {(control) => (
            <Choice
              {...control}
              value={kind}
              options={KINDS.map((name) => [name, t(`kinds.${name}`)] as const)}
              onPick={(next) => setKind(next as Kind)}
            />
          )}
        </Field>
        {plan.state === "in_review" && (
          <Field label={t("follow.left")}>
            {(control) => (
              <Choice
                {...control}
                value={removed}
                options={REMOVED.map((name) => [name, t(`removedTasks.${name}`)] as const)}
                onPick={(next) => setLeft(next as RemovedTasks)}
              />
            )}
          </Field>
        )}
      </div>
      {error ? <ProblemNotice error={error} /> : null}
    </Dialog>
  );
}
