import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { Colleague } from "./colleagues";
import styles from "./desk.module.css";
import { useDesk, useWriteStatus } from "./desk-context";
import type { Asking } from "./desk-frame";
import { StateWord } from "./plan-words";
import type { Plan } from "./rows";
import { Steps } from "./steps";

interface Props {
  plan: Plan;
  /** How many places still wait for an answer. */
  open: number;
  onDoubt: (step: 1 | -1) => void;
  onAsk: (asking: Asking) => void;
}

/** Which document, what is still open in it, and the way to its adoption. */
export function DeskBar({ plan, open, onDoubt, onAsk }: Props) {
  const { t } = useTranslation("plans");
  const { t: shared } = useTranslation();
  const { readOnly, zone } = useDesk();
  useEffect(() => {
    document.title = `${plan.title} · ${shared("product")}`;
  }, [plan.title, shared]);
  return (
    <header className={styles.bar}>
      <div className={styles.name}>
        <h1 title={plan.title}>{plan.title}</h1>
        <p>
          <StateWord state={plan.state} />
          {plan.document_number && <span>{plan.document_number}</span>}
          {plan.document_status === "consultation" && (
            <span className={styles.consultation}>{t("consultation")}</span>
          )}
          {!readOnly && <Saved />}
          <Colleague />
        </p>
      </div>
      {!readOnly && (
        <div className={styles.queue} data-open={open > 0 || undefined}>
          <span role="status">{open > 0 ? t("doubt.left", { count: open }) : t("doubt.none")}</span>
          <span className={styles.steps}>
            <button
              type="button"
              disabled={open === 0}
              aria-label={t("doubt.previous")}
              title={`${t("doubt.previous")} (K)`}
              onClick={() => onDoubt(-1)}
            >
              ↑
            </button>
            <button
              type="button"
              disabled={open === 0}
              aria-label={t("doubt.next")}
              title={`${t("doubt.next")} (J)`}
              onClick={() => onDoubt(1)}
            >
              ↓
            </button>
          </span>
        </div>
      )}
      <div className={styles.tools}>
        {!readOnly && <Steps />}
        {!readOnly && (
          <Button
            aria-label={t("help.title")}
            title={`${t("help.title")} (?)`}
            onClick={() => onAsk("help")}
          >
            ?
          </Button>
        )}
        {!readOnly && (
          <Link to="/zones/$zone/plans/$plan/comparison" params={{ zone, plan: plan.id }}>
            {shared("places.comparison")}
          </Link>
        )}
        {plan.actions.includes("adopt") && (
          <Button type="primary" onClick={() => onAsk("adoption")}>
            {t("adopt.open")}
          </Button>
        )}
        {plan.state === "adopted" && (
          <Link to="/zones/$zone/plans/$plan" params={{ zone, plan: plan.id }}>
            {t("adopt.result")}
          </Link>
        )}
      </div>
    </header>
  );
}

function Saved() {
  const { t } = useTranslation("plans");
  const { writer } = useDesk();
  const { pending, saved, error } = useWriteStatus(writer);
  if (error !== undefined) return <span className={styles.unsaved}>{t("saved.failed")}</span>;
  if (pending > 0) return <span>{t("saved.saving")}</span>;
  return saved > 0 ? <span>{t("saved.all")}</span> : null;
}
