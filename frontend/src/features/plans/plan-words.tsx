import { useTranslation } from "react-i18next";
import { Progress } from "@/shared/page/progress";
import styles from "./plans.module.css";
import type { Plan, PlanInList, PlanState } from "./rows";

const STAGES = ["reading", "clauses", "tasks", "quantities", "done"] as const;

/** The state of a document as a word with a sign before it; never colour alone. */
export function StateWord({ state }: { state: PlanState }) {
  const { t } = useTranslation("plans");
  return (
    <span className={styles.state} data-state={state}>
      {t(`state.${state}`)}
    </span>
  );
}

/** How the document says who leads; documents read before the sentence was kept in English show it in Chinese. */
export function notationOf(plan: Plan, language: string): string {
  return language === "en" ? plan.notation_en || plan.notation : plan.notation;
}

/** How far the reading is, in one cell of a table. */
export function ReadingCell({ plan }: { plan: PlanInList }) {
  const { t } = useTranslation("plans");
  if (plan.state === "uploaded") return <StateWord state={plan.state} />;
  return (
    <span className={styles.cell}>
      <StateWord state={plan.state} /> {plan.progress}%
      <progress max={100} value={plan.progress} aria-label={t("state.compiling")} />
    </span>
  );
}

export function Reading({ plan, action }: { plan: PlanInList; action?: React.ReactNode }) {
  const { t } = useTranslation("plans");
  const stage = STAGES.find((one) => one === plan.stage);
  return (
    <Progress
      label={plan.state === "uploaded" ? t("state.uploaded") : t("state.compiling")}
      percent={plan.state === "uploaded" ? undefined : plan.progress}
      note={stage && t(`stage.${stage}`)}
      action={action}
    />
  );
}

/** Why a document could not be read, in the language of the page. */
export function useFailure(): (plan: PlanInList) => string {
  const { i18n } = useTranslation();
  return (plan) => (i18n.language === "en" ? plan.failure_en : plan.failure_zh);
}
