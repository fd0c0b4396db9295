import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { announce } from "@/shared/page/notices";
import { ProblemNotice } from "@/shared/page/problem-notice";
import { ChoosePredecessor } from "./choose-predecessor";
import styles from "./comparison.module.css";
import {
  type ComparedPath,
  type ComparedPlan,
  type Following,
  follow,
  readAgain,
  type Succession,
  successionQuery,
  unfollow,
} from "./comparison-queries";

interface Props {
  path: ComparedPath;
  plan: ComparedPlan;
}

/** Which plan this one follows: proposed by the system, said by a person. */
export function Predecessor({ path, plan }: Props) {
  const { t } = useTranslation("plan-comparison");
  const cache = useQueryClient();
  const state = useQuery(successionQuery(path)).data;
  const [choosing, setChoosing] = useState(false);
  const again = () => readAgain(cache, path);
  const following = useMutation({
    mutationFn: (body: Following) => follow(path, body, state?.version ?? 1),
    onSuccess: () => {
      announce(t("follow.done"));
      setChoosing(false);
    },
    onSettled: again,
  });
  const leaving = useMutation({
    mutationFn: () => unfollow(path, state?.version ?? 1),
    onSuccess: () => announce(t("follow.removed")),
    onSettled: again,
  });
  if (!state) return null;
  const error = choosing ? leaving.error : (following.error ?? leaving.error);
  return (
    <section className={styles.following}>
      <h2>{t("follow.title")}</h2>
      {state.predecessor ? (
        <Followed zone={path.zone} plan={plan} state={state} earlier={state.predecessor} />
      ) : (
        <Proposed
          plan={plan}
          state={state}
          busy={following.isPending}
          onAccept={(body) => following.mutate(body)}
        />
      )}
      {state.successor && (
        <p className={styles.follows}>
          <Link
            to="/zones/$zone/plans/$plan/comparison"
            params={{ zone: path.zone, plan: state.successor.id }}
          >
            {t("follow.succeeded", { title: state.successor.title })}
          </Link>
        </p>
      )}
      <div className={styles.moves}>
        {state.actions.includes("follow") && (
          <Button onClick={() => setChoosing(true)}>
            {t(state.predecessor ? "follow.change" : "follow.choose")}
          </Button>
        )}
        {state.actions.includes("unfollow") && (
          <Button loading={leaving.isPending} onClick={() => leaving.mutate()}>
            {t("follow.remove")}
          </Button>
        )}
      </div>
      {error && <ProblemNotice error={error} />}
      {choosing && (
        <ChoosePredecessor
          path={path}
          plan={plan}
          state={state}
          busy={following.isPending}
          error={following.error}
          onClose={() => setChoosing(false)}
          onChoose={(body) => following.mutate(body)}
        />
      )}
    </section>
  );
}

function Followed(props: {
  zone: string;
  plan: ComparedPlan;
  state: Succession;
  earlier: ComparedPlan;
}) {
  const { t } = useTranslation("plan-comparison");
  const { zone, plan, state, earlier } = props;
  const effect = state.carried
    ? "carried"
    : state.carries_tasks
      ? "willCarry"
      : plan.state === "adopted"
        ? "onlyCompare"
        : "wontCarry";
  return (
    <p className={styles.follows}>
      <Link to="/zones/$zone/plans/$plan" params={{ zone, plan: earlier.id }}>
        {t("follow.follows", { title: earlier.title })}
      </Link>
      {state.kind && <span>{t(`kinds.${state.kind}`)}</span>}
      <span>{t(`follow.${effect}`)}</span>
      {state.removed_tasks && (state.carried || state.carries_tasks) && (
        <span>{t("follow.leftOut", { what: t(`removedTasks.${state.removed_tasks}`) })}</span>
      )}
    </p>
  );
}

function Proposed(props: {
  plan: ComparedPlan;
  state: Succession;
  busy: boolean;
  onAccept: (body: Following) => void;
}) {
  const { t, i18n } = useTranslation("plan-comparison");
  const { plan, state, busy, onAccept } = props;
  const may = state.actions.includes("follow");
  const none = may ? (plan.state === "adopted" ? "noneAdopted" : "none") : "noneReader";
  return (
    <>
      <p>{t(`follow.${none}`)}</p>
      {may && state.proposals.length > 0 && (
        <ul className={styles.proposals}>
          {state.proposals.map((proposal) => (
            <li key={proposal.plan.id}>
              <div>
                <b>{proposal.plan.title}</b>
                <span>
                  {t(`kinds.${proposal.kind}`)} ·{" "}
                  {i18n.language === "zh-CN" ? proposal.reason_zh : proposal.reason_en}
                </span>
              </div>
              <Button
                type="primary"
                loading={busy}
                onClick={() =>
                  onAccept({
                    predecessor: proposal.plan.id,
                    kind: proposal.kind,
                    removed_tasks: proposal.kind === "revision" ? "withdraw" : "keep",
                  })
                }
              >
                {t("follow.accept")}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
