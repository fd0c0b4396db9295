import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Choice } from "@/shared/form/controls";
import { DateInput } from "@/shared/form/date-input";
import { type Draft, QueryBar, QueryField, SearchField } from "@/shared/table/query-bar";
import { useTopics } from "@/shared/topics/topics";
import { UnitSelect } from "@/shared/units/unit-select";
import { RELATIONS, STATES } from "./rows";
import { PRECONDITION_CHOICES, type TaskSearch, TOPIC_STATES } from "./search";
import { adoptedPlansQuery } from "./task-queries";
import styles from "./tasks.module.css";

type Values = Omit<
  { [Key in keyof TaskSearch]: string | undefined },
  "sort" | "columns" | "view" | "row"
>;

interface Props {
  zone: string;
  /** Whether the caller has units of their own, for whom some tasks are theirs. */
  hasUnits: boolean;
  values: Values;
  onQuery: (values: Values) => void;
}

/** What is asked for less often, and hidden until then. */
const FURTHER = [
  "plan",
  "topic",
  "topicState",
  "from",
  "to",
  "precondition",
  "overdue",
  "provisional",
] as const;

export function TaskFilters({ zone, hasUnits, values, onQuery }: Props) {
  const { t } = useTranslation("tasks");
  const relations = [
    ...(hasUnits ? [["mine", t("filter.mine")] as const] : []),
    ...RELATIONS.map((one) => [one, t(`relations.${one}`)] as const),
  ];
  const states = [
    ["unstaffed,active", t("filter.open")] as const,
    ...STATES.map((one) => [one, t(`states.${one}`)] as const),
  ];
  return (
    <QueryBar<Values>
      label={t("filter.label")}
      values={values}
      onQuery={onQuery}
      further={{
        names: FURTHER,
        children: (draft) => <FurtherFilters zone={zone} {...draft} />,
      }}
    >
      {({ values: draft, write, choose }) => (
        <>
          <SearchField
            label={t("filter.q")}
            hint={t("filter.qHint")}
            width={168}
            value={draft.q}
            onType={(q) => write({ q })}
          />
          <span className={styles.field}>
            <label htmlFor="task-unit">{t("filter.unit")}</label>
            <UnitSelect
              zone={zone}
              id="task-unit"
              value={draft.unit}
              onPick={(unit) => choose({ unit: unit?.id })}
            />
          </span>
          <QueryField label={t("filter.relation")}>
            <Choice
              value={draft.relation}
              options={relations}
              none={t("filter.any")}
              onPick={(relation) => choose({ relation })}
            />
          </QueryField>
          <QueryField label={t("filter.state")}>
            <Choice
              value={draft.state}
              options={states}
              none={t("filter.any")}
              onPick={(state) => choose({ state })}
            />
          </QueryField>
        </>
      )}
    </QueryBar>
  );
}

function FurtherFilters({ zone, values: draft, write, choose }: Draft<Values> & { zone: string }) {
  const { t } = useTranslation("tasks");
  const { choices } = useTopics(zone);
  const plans = useQuery(adoptedPlansQuery(zone));
  return (
    <>
      <QueryField label={t("filter.plan")}>
        <Choice
          value={draft.plan}
          style={{ width: 196 }}
          options={(plans.data ?? []).map(({ id, title }) => [id, title] as const)}
          none={t("filter.any")}
          onPick={(plan) => choose({ plan })}
        />
      </QueryField>
      <QueryField label={t("filter.topic")}>
        <Choice
          value={draft.topicState ?? draft.topic}
          style={{ width: 148 }}
          options={[
            ...choices,
            ...TOPIC_STATES.map((one) => [one, t(`topicStates.${one}`)] as const),
          ]}
          none={t("filter.any")}
          onPick={(picked) => {
            const state = TOPIC_STATES.find((one) => one === picked);
            choose({ topic: state ? undefined : picked, topicState: state });
          }}
        />
      </QueryField>
      <span className={styles.field}>
        <label htmlFor="task-from">{t("filter.deadline")}</label>
        <DateInput
          id="task-from"
          max={draft.to}
          value={draft.from ?? ""}
          onPick={(day) => write({ from: day })}
        />
        <label htmlFor="task-to">{t("filter.until")}</label>
        <DateInput
          id="task-to"
          min={draft.from}
          value={draft.to ?? ""}
          onPick={(day) => write({ to: day })}
        />
      </span>
      <Choice
        value={draft.precondition}
        aria-label={t("filter.precondition")}
        options={PRECONDITION_CHOICES.map((one) => [one, t(`filter.preconditions.${one}`)])}
        none={t("filter.anyPrecondition")}
        onPick={(precondition) => choose({ precondition })}
      />
      <Tick on={draft.overdue} onTick={(overdue) => choose({ overdue })}>
        {t("filter.overdue")}
      </Tick>
      <Tick on={draft.provisional} onTick={(provisional) => choose({ provisional })}>
        {t("filter.provisional")}
      </Tick>
    </>
  );
}

interface TickProps {
  on: string | undefined;
  onTick: (value: "yes" | undefined) => void;
  children: ReactNode;
}

function Tick({ on, onTick, children }: TickProps) {
  return (
    <label className={styles.tick}>
      <input
        type="checkbox"
        checked={on === "yes"}
        onChange={(event) => onTick(event.target.checked ? "yes" : undefined)}
      />
      {children}
    </label>
  );
}
