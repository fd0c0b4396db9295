import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, api } from "@/shared/api/client";
import { announce } from "@/shared/page/notices";
import { ProblemNotice } from "@/shared/page/problem-notice";
import { useTopics } from "@/shared/topics/topics";
import { ConfirmDialog } from "./confirm-dialog";
import { ReasonWords } from "./reason-words";
import { bySection, type OpenSuggestion, type PlanOfTopics, suggestionsKey } from "./topic-calls";
import styles from "./topics.module.css";

interface Props {
  zone: string;
  plan: PlanOfTopics;
  mayConfirm: boolean;
}

export function PlanTopics({ zone, plan, mayConfirm }: Props) {
  const { t } = useTranslation("topics");
  const cache = useQueryClient();
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const [asking, setAsking] = useState<OpenSuggestion[]>();
  const chosen = plan.items.filter(({ id }) => ticked.has(id));
  const tick = (items: readonly OpenSuggestion[], on: boolean) => {
    const next = new Set(ticked);
    for (const { id } of items) on ? next.add(id) : next.delete(id);
    setTicked(next);
  };
  const again = useMutation({
    mutationFn: () =>
      answer(
        api.POST("/api/v1/zones/{zone}/topics/suggestions", {
          params: { path: { zone } },
          body: { plan: plan.id },
        }),
      ),
    onSuccess: ({ changed, suggested }) => announce(t("again.done", { changed, suggested })),
    onSettled: () => cache.invalidateQueries({ queryKey: suggestionsKey(zone) }),
  });
  return (
    <section className={styles.plan} aria-label={plan.title}>
      <header className={styles.head}>
        <div>
          <h2>{plan.title}</h2>
          <p className={styles.soft}>
            <Link
              to="/zones/$zone/tasks"
              params={{ zone }}
              search={{ plan: plan.id, topicState: "confirmed", columns: COLUMNS }}
            >
              {t("confirmed", { count: plan.confirmed })}
            </Link>
            {" · "}
            {t("suggested", { count: plan.suggested })}
            {" · "}
            <Link
              to="/zones/$zone/tasks"
              params={{ zone }}
              search={{ plan: plan.id, topicState: "none" }}
            >
              {t("none", { count: plan.none })}
            </Link>
          </p>
        </div>
        {mayConfirm && (
          <div className={styles.actions}>
            {plan.items.length > 0 && (
              <Button
                type="primary"
                onClick={() => setAsking(chosen.length > 0 ? chosen : plan.items)}
              >
                {chosen.length > 0
                  ? t("confirmChosen", { count: chosen.length })
                  : t("confirmAll", { count: plan.items.length })}
              </Button>
            )}
            <Button loading={again.isPending} onClick={() => again.mutate()}>
              {t("again.label")}
            </Button>
          </div>
        )}
      </header>
      {again.error && <ProblemNotice error={again.error} />}
      {bySection(plan.items).map(([section, items]) => (
        <Section
          key={`${section}${items[0]?.id}`}
          zone={zone}
          name={section}
          items={items}
          ticked={ticked}
          onTick={mayConfirm ? tick : undefined}
        />
      ))}
      {asking && (
        <ConfirmDialog
          zone={zone}
          items={asking}
          onClose={() => setAsking(undefined)}
          onDone={() => {
            setAsking(undefined);
            setTicked(new Set());
          }}
        />
      )}
    </section>
  );
}

const COLUMNS = "number,lead,deadline,state,topic";

interface SectionProps {
  zone: string;
  name: string;
  items: readonly OpenSuggestion[];
  ticked: ReadonlySet<string>;
  onTick: ((items: readonly OpenSuggestion[], on: boolean) => void) | undefined;
}

function Section({ zone, name, items, ticked, onTick }: SectionProps) {
  const { t } = useTranslation("topics");
  const { topicName } = useTopics(zone);
  const label = name || t("noSection");
  return (
    <table className={styles.table} aria-label={label}>
      <thead>
        <tr>
          <th className={styles.tick}>
            {onTick && (
              <input
                type="checkbox"
                aria-label={t("tickSection", { name: label })}
                checked={items.every(({ id }) => ticked.has(id))}
                onChange={(event) => onTick(items, event.target.checked)}
              />
            )}
          </th>
          <th scope="col">{label}</th>
          <th scope="col">{t("columns.topic")}</th>
          <th scope="col">{t("columns.reason")}</th>
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <tr key={item.id}>
            <td className={styles.tick}>
              {onTick && (
                <input
                  type="checkbox"
                  aria-label={t("tick", { name: item.title })}
                  checked={ticked.has(item.id)}
                  onChange={(event) => onTick([item], event.target.checked)}
                />
              )}
            </td>
            <th scope="row">
              {item.number !== null && `${item.number}. `}
              <Link to="/zones/$zone/tasks/$task" params={{ zone, task: item.id }}>
                {item.title}
              </Link>
            </th>
            <td>{topicName(item.topic)}</td>
            <td className={styles.soft}>
              <ReasonWords reason={item.reason} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
