import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { announce } from "@/shared/page/notices";
import { useDesk } from "./desk-context";
import { useHabitWords } from "./habit-words";
import { proposalsQuery } from "./plan-queries";
import styles from "./proposals.module.css";
import type { Proposal } from "./rows";

/** What was confirmed in earlier documents of the zone and fits here: proposed, never done by itself. */
export function Proposals() {
  const { t } = useTranslation("plans");
  const { writer } = useDesk();
  const { data } = useQuery(proposalsQuery(writer.path));
  const [busy, setBusy] = useState(false);
  const items = data?.items ?? [];
  if (items.length === 0) return null;
  const answer = async (chosen: readonly Proposal[], accept: boolean) => {
    setBusy(true);
    let changed = 0;
    for (const { habit_id } of chosen)
      changed += (await writer.answerProposal(habit_id, accept))?.changed ?? 0;
    setBusy(false);
    announce(accept ? t("proposals.done", { count: changed }) : t("proposals.declined"));
  };
  return (
    <section className={styles.proposals} aria-label={t("proposals.title")}>
      <ul>
        {items.map((proposal) => (
          <li key={proposal.habit_id}>
            <Words proposal={proposal} />
            <span className={styles.ways}>
              <Button size="small" disabled={busy} onClick={() => void answer([proposal], true)}>
                {t("proposals.accept")}
              </Button>
              <Button
                size="small"
                type="text"
                disabled={busy}
                onClick={() => void answer([proposal], false)}
              >
                {t("proposals.decline")}
              </Button>
            </span>
          </li>
        ))}
      </ul>
      {items.length > 1 && (
        <Button size="small" type="primary" loading={busy} onClick={() => void answer(items, true)}>
          {t("proposals.acceptAll", { count: items.length })}
        </Button>
      )}
    </section>
  );
}

function Words({ proposal }: { proposal: Proposal }) {
  const { t } = useTranslation("plans");
  const words = useHabitWords();
  const [first] = proposal.samples;
  return (
    <span title={first && `${first.before} → ${first.after}`}>
      {t("proposals.asBefore")}
      <strong>{words(proposal)}</strong>
      <small>{t("proposals.places", { count: proposal.places, plan: proposal.plan })}</small>
    </span>
  );
}
