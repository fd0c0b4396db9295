import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { answer, api } from "@/shared/api/client";
import { useFormat } from "@/shared/i18n/format";
import { Empty } from "@/shared/page/empty";
import { ProblemNotice } from "@/shared/page/problem-notice";
import { Waiting } from "@/shared/page/waiting";
import { listOf, sectionsOf, type TaskSection, total, type Work } from "./sections";
import styles from "./workbench.module.css";

interface Props {
  zone: string;
  /** Whether "mine" means the caller's own units; else the whole zone waits for them. */
  mine: boolean;
}

/** What waits for this person: each number opens the list that it counts. */
export function Workbench({ zone, mine }: Props) {
  const { t } = useTranslation("workbench");
  const { t: shared } = useTranslation();
  const { list } = useFormat();
  const query = useQuery({
    queryKey: ["workbench", zone],
    queryFn: ({ signal }) =>
      answer(api.GET("/api/v1/zones/{zone}/workbench", { params: { path: { zone } }, signal })),
    refetchInterval: 120_000,
  });
  const work = query.data;
  if (!work)
    return query.error ? (
      <ProblemNotice
        error={query.error}
        action={<Button onClick={() => query.refetch()}>{shared("retry")}</Button>}
      />
    ) : (
      <Waiting />
    );
  if (total(work) === 0) return <Empty title={t("empty.title")}>{t("empty.next")}</Empty>;
  const sections = sectionsOf(work);
  const idle = sections.filter(([, count]) => count === 0);
  return (
    <>
      <div className={styles.sections}>
        {sections.map(([section, count]) => {
          if (count === 0) return null;
          if (section === "plans") return <Plans key={section} zone={zone} work={work} />;
          if (section === "preconditions")
            return <Preconditions key={section} zone={zone} work={work} />;
          if (section === "steps") return <Steps key={section} zone={zone} work={work} />;
          return <Tasks key={section} zone={zone} section={section} work={work} mine={mine} />;
        })}
      </div>
      {idle.length > 0 && (
        <p className={styles.none}>
          {t("none", { what: list(idle.map(([section]) => t(`sections.${section}`))) })}
        </p>
      )}
    </>
  );
}

interface FrameProps {
  title: string;
  count: number;
  /** The title as a link to the whole list. */
  link: ReactNode;
  urgent?: boolean;
  children: ReactNode;
}

function Frame({ title, count, link, urgent, children }: FrameProps) {
  return (
    <section className={styles.section} data-urgent={urgent || undefined}>
      <h2>
        <span>{title}</span>
        <span className={styles.count}>{count}</span>
      </h2>
      {children}
      {link && <p className={styles.all}>{link}</p>}
    </section>
  );
}

interface SectionProps {
  zone: string;
  work: Work;
}

function Plans({ zone, work: { plans_in_review: plans } }: SectionProps) {
  const { t } = useTranslation("workbench");
  const { instant } = useFormat();
  return (
    <Frame
      title={t("sections.plans")}
      count={plans?.count ?? 0}
      link={
        <Link to="/zones/$zone/plans" params={{ zone }}>
          {t("allPlans")}
        </Link>
      }
    >
      <ul>
        {plans?.items.map((plan) => (
          <li key={plan.id}>
            <Link to="/zones/$zone/plans/$plan/review" params={{ zone, plan: plan.id }}>
              {plan.title}
            </Link>
            <span>{instant(plan.created_at)}</span>
          </li>
        ))}
      </ul>
    </Frame>
  );
}

/** Conditions that plans name and nobody has confirmed or dismissed yet. */
function Preconditions({ zone, work: { preconditions: tasks } }: SectionProps) {
  const { t } = useTranslation("workbench");
  const count = tasks?.count ?? 0;
  return (
    <Frame
      title={t("sections.preconditions")}
      count={count}
      link={
        <Link
          to="/zones/$zone/tasks"
          params={{ zone }}
          search={{ precondition: "undecided", state: "unstaffed,active" }}
        >
          {t("all", { count })}
        </Link>
      }
    >
      <ul>
        {tasks?.items.map((task) => (
          <li key={task.id}>
            <Link to="/zones/$zone/tasks/$task" params={{ zone, task: task.id }}>
              {task.number !== null && `${task.number}. `}
              {task.title}
            </Link>
          </li>
        ))}
      </ul>
    </Frame>
  );
}

/** Milestones and sub-tasks that are late or due within days, each leading to its task. */
function Steps({ zone, work: { steps_due: steps } }: SectionProps) {
  const { t } = useTranslation("workbench");
  const { date } = useFormat();
  const late = steps.items.some(({ overdue }) => overdue);
  return (
    <Frame title={t("sections.steps")} count={steps.count} urgent={late} link={null}>
      <ul>
        {steps.items.map((step) => (
          <li key={step.id}>
            <Link to="/zones/$zone/tasks/$task" params={{ zone, task: step.task.id }}>
              {step.title}
              {" · "}
              {step.task.number !== null && `${step.task.number}. `}
              {step.task.title}
            </Link>
            <span className={styles.unit}>{step.unit ?? t("milestone")}</span>
            <span>{t(step.overdue ? "lateSince" : "dueOn", { date: date(step.due_date) })}</span>
          </li>
        ))}
      </ul>
    </Frame>
  );
}

interface TasksProps extends SectionProps {
  section: TaskSection;
  mine: boolean;
}

function Tasks({ zone, mine, section, work }: TasksProps) {
  const { t } = useTranslation("workbench");
  const { date, list } = useFormat();
  const { count, items } = work[section];
  const shownUnits = (task: (typeof items)[number]) => {
    const first = task.units.filter(({ relation }) => relation === task.units[0]?.relation);
    return list(first.slice(0, 2).map(({ name }) => name));
  };
  return (
    <Frame
      title={t(`sections.${section}`)}
      count={count}
      urgent={section === "overdue"}
      link={
        <Link to="/zones/$zone/tasks" params={{ zone }} search={listOf(section, work, mine)}>
          {t("all", { count })}
        </Link>
      }
    >
      <ul>
        {items.map((task) => (
          <li key={task.id}>
            <Link to="/zones/$zone/tasks/$task" params={{ zone, task: task.id }}>
              {task.number !== null && `${task.number}. `}
              {task.title}
            </Link>
            <span className={styles.unit}>{shownUnits(task)}</span>
            <span>
              {section === "unstaffed"
                ? t(task.staffed.filled < task.staffed.needed ? "filled" : "ready", task.staffed)
                : task.deadline_date
                  ? date(task.deadline_date)
                  : task.deadline_text || t("ongoing")}
            </span>
          </li>
        ))}
      </ul>
    </Frame>
  );
}
