import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { useFormat } from "@/shared/i18n/format";
import { Mark, Tag } from "@/shared/status/mark";
import type { Milestone, Step } from "./rows";
import styles from "./tasks.module.css";

/** The day of a step, the rule that gave it, and what is wrong with it. */
export function StepDay({ step, milestones }: { step: Step; milestones: readonly Milestone[] }) {
  const { t } = useTranslation("tasks");
  const { date } = useFormat();
  const { rule } = step;
  const anchor = milestones.find(({ id }) => id === rule?.after_milestone)?.title;
  return (
    <>
      <span className={styles.deadline}>
        {step.due_date ? date(step.due_date) : t("steps.noDay")}
        {step.overdue && <Tag tone="bad">{t("overdue")}</Tag>}
      </span>
      {rule && (
        <small>
          {t("steps.rule", {
            anchor: anchor ? `“${anchor}”` : rule.after_date ? date(rule.after_date) : "",
            count: rule.days,
          })}
        </small>
      )}
      {step.weekends_assumed && <small data-warn>{t("steps.assumed")}</small>}
      {step.after_task && <small data-warn>{t("steps.afterTask")}</small>}
    </>
  );
}

export function StepState({ step, state }: { step: Step; state: "open" | "done" | "cancelled" }) {
  const { t } = useTranslation("tasks");
  const { date } = useFormat();
  const tone = { open: "calm", done: "good", cancelled: "gone" } as const;
  return (
    <>
      <Mark tone={tone[state]}>{t(`steps.states.${state}`)}</Mark>
      {step.done_date && <small>{date(step.done_date)}</small>}
      {step.note && <small>{step.note}</small>}
    </>
  );
}

interface Props {
  step: Step;
  onAct: (action: Step["actions"][number]) => void;
}

/** The buttons that the server allows, each named with its step for those who do not see the row. */
export function StepButtons({ step, onAct }: Props) {
  const { t } = useTranslation("tasks");
  return (
    <div>
      {step.actions.map((action) => (
        <Button
          key={action}
          size="small"
          aria-label={t("steps.actOn", { what: t(`steps.acts.${action}`), title: step.title })}
          onClick={() => onAct(action)}
        >
          {t(`steps.acts.${action}`)}
        </Button>
      ))}
    </div>
  );
}
