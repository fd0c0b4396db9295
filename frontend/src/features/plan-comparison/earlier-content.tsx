import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { components } from "@/shared/api/schema.gen";
import { useFormat } from "@/shared/i18n/format";
import styles from "./comparison.module.css";
import { earlierTargetsQuery, originsQuery } from "./comparison-queries";

type Origin = components["schemas"]["TaskOriginRow"];

type KinTask = components["schemas"]["KinTask"];

interface Props {
  zone: string;
  task: string;
  mayReadTargets: boolean;
}

/** What the task was under earlier plans; nothing where its first plan is its present one. */
export function EarlierContent({ zone, task, mayReadTargets }: Props) {
  const { t } = useTranslation("plan-comparison");
  const found = useQuery(originsQuery(zone, task)).data;
  if (!found) return null;
  const { items: origins, stems_from, went_into } = found;
  if (origins.length + stems_from.length + went_into.length === 0) return null;
  return (
    <section className={styles.earlier}>
      <h2>{t("earlier.title")}</h2>
      <Kin zone={zone} words={t("earlier.stemsFrom")} tasks={stems_from} />
      <Kin zone={zone} words={t("earlier.wentInto")} tasks={went_into} />
      {origins.map((origin) => (
        <Earlier
          key={origin.plan.id}
          zone={zone}
          task={task}
          origin={origin}
          mayReadTargets={mayReadTargets}
        />
      ))}
    </section>
  );
}

/** Tasks at the other end of a split or merge; each page has its own history. */
function Kin(props: { zone: string; words: string; tasks: readonly KinTask[] }) {
  const { zone, words, tasks } = props;
  if (tasks.length === 0) return null;
  return (
    <p>
      {words}
      {tasks.map(({ id, title, plan }, place) => (
        <span key={id}>
          {place > 0 && "；"}
          <Link to="/zones/$zone/tasks/$task" params={{ zone, task: id }}>
            {title}
          </Link>
          <span className={styles.reason}>（{plan.title}）</span>
        </span>
      ))}
    </p>
  );
}

function Earlier({ zone, task, origin, mayReadTargets }: Props & { origin: Origin }) {
  const { t } = useTranslation("plan-comparison");
  const { instant } = useFormat();
  const [open, setOpen] = useState(false);
  const carried = origin.outcome === "carried";
  const named = carried ? origin.earlier_plan : origin.plan;
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t(`earlier.${origin.outcome}`, { title: named.title })}</summary>
      <p className={styles.reason}>{t("earlier.at", { at: instant(origin.at) })}</p>
      <p>
        <Link to="/zones/$zone/plans/$plan" params={{ zone, plan: origin.earlier_plan.id }}>
          {origin.earlier_plan.title}
        </Link>
        {origin.section && ` · ${origin.section}`}
        {origin.number !== null && ` · ${t("sides.numbered", { number: origin.number })}`}
      </p>
      <h3>{origin.title}</h3>
      {origin.body && <p className={styles.body}>{origin.body}</p>}
      {origin.deadline_text && (
        <p>
          {t("sides.deadline")} {origin.deadline_text}
        </p>
      )}
      <ul className={styles.units}>
        {origin.units.map((unit) => (
          <li key={unit.id}>
            {t(`relations.${unit.relation}`)} {unit.name}
            <People unit={unit} />
          </li>
        ))}
      </ul>
      {open && mayReadTargets && carried && (
        <EarlierTargets zone={zone} task={task} plan={origin.earlier_plan.id} />
      )}
    </details>
  );
}

function People({ unit }: { unit: Origin["units"][number] }) {
  const named = [unit.responsible_leader, unit.responsible_section, unit.responsible_officer];
  const words = named.filter(Boolean).join(" / ");
  return words ? <span className={styles.reason}>{words}</span> : null;
}

function EarlierTargets({ zone, task, plan }: { zone: string; task: string; plan: string }) {
  const { t } = useTranslation("plan-comparison");
  const targets = useQuery(earlierTargetsQuery(zone, task, plan)).data?.items ?? [];
  if (targets.length === 0) return null;
  return (
    <>
      <h3>{t("earlier.targets")}</h3>
      <ul className={styles.figures}>
        {targets.map((target) => (
          <li key={target.id}>{target.reading}</li>
        ))}
      </ul>
    </>
  );
}
