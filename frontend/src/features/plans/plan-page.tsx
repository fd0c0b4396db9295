import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "@/shared/i18n/format";
import { announce } from "@/shared/page/notices";
import { Page } from "@/shared/page/page";
import { ProblemNotice } from "@/shared/page/problem-notice";
import { Waiting } from "@/shared/page/waiting";
import { Dialog } from "@/shared/popup/dialog";
import { ColumnsPanel } from "./columns-panel";
import { draftCalls } from "./draft-calls";
import { adoptionKey, type PlanPath, planQuery, plansKey, underWay } from "./plan-queries";
import { notationOf, Reading, StateWord, useFailure } from "./plan-words";
import styles from "./plans.module.css";
import type { AdoptionSummary, Plan } from "./rows";

interface Props {
  path: PlanPath;
  /** What the adoption made, right after it. */
  adopted?: AdoptionSummary | undefined;
}

/** One document: how far it is, what was read, what can be done with it now. */
export function PlanPage({ path }: { path: PlanPath }) {
  const query = useQuery(planQuery(path));
  const adopted = useQueryClient().getQueryData<AdoptionSummary>(adoptionKey(path));
  if (query.data) return <Shown path={path} plan={query.data} adopted={adopted} />;
  if (query.error)
    return (
      <ProblemNotice error={query.error} action={<Retry onClick={() => void query.refetch()} />} />
    );
  return <Waiting />;
}

function Retry({ onClick }: { onClick: () => void }) {
  const { t } = useTranslation();
  return <Button onClick={onClick}>{t("retry")}</Button>;
}

function Shown({ path, plan, adopted }: Props & { plan: Plan }) {
  const { t } = useTranslation("plans");
  const { t: shared } = useTranslation();
  const failure = useFailure();
  const params = { zone: path.zone, plan: plan.id };
  const { cancel, recompile } = useMoves(path);
  const [asking, setAsking] = useState(false);
  const error = cancel.error ?? recompile.error;
  const may = (action: string) => plan.actions.includes(action);
  const stop = may("cancel") && (
    <Button
      size={underWay(plan.state) ? "small" : "middle"}
      loading={cancel.isPending}
      onClick={() => (underWay(plan.state) ? cancel.mutate() : setAsking(true))}
    >
      {t(underWay(plan.state) ? "page.stop" : "page.cancel")}
    </Button>
  );
  return (
    <Page
      title={plan.title}
      note={
        <>
          <StateWord state={plan.state} /> · {plan.file_name}
        </>
      }
      actions={!underWay(plan.state) && stop}
    >
      <div className={styles.sheet}>
        {error && <ProblemNotice error={error} />}
        {underWay(plan.state) && (
          <>
            <Reading plan={plan} action={stop} />
            <p className={styles.hint}>{t("page.reading")}</p>
          </>
        )}
        {plan.state === "failed" && (
          <div className={styles.outcome} data-tone="bad" role="alert">
            <h2>{t("page.failed")}</h2>
            <p>{failure(plan)}</p>
          </div>
        )}
        {plan.state === "cancelled" && (
          <div className={styles.outcome}>
            <h2>{t("page.cancelled")}</h2>
            <p>{t("page.cancelledNote")}</p>
          </div>
        )}
        {plan.state === "in_review" && (
          <div className={styles.outcome} data-tone="good">
            <h2>{t("page.read", { count: plan.counts.tasks })}</h2>
            <p>{t("page.readNote")}</p>
          </div>
        )}
        {plan.state === "in_review" && plan.sheet_columns.length > 0 && (
          <ColumnsPanel path={path} plan={plan} />
        )}
        {plan.state === "adopted" && <Adopted zone={path.zone} plan={plan} summary={adopted} />}
        <div className={styles.ways}>
          {plan.state === "failed" && (
            <Link className={styles.main} to="/zones/$zone/plans" params={{ zone: path.zone }}>
              {t("page.another")}
            </Link>
          )}
          {may("recompile") && (
            <Button loading={recompile.isPending} onClick={() => recompile.mutate()}>
              {t("page.recompile")}
            </Button>
          )}
          {plan.state === "in_review" && (
            <Link className={styles.main} to="/zones/$zone/plans/$plan/review" params={params}>
              {t(may("review") ? "page.review" : "page.look")}
            </Link>
          )}
          {plan.state === "in_review" && (
            <Link to="/zones/$zone/plans/$plan/comparison" params={params}>
              {shared("places.comparison")}
            </Link>
          )}
        </div>
        {(plan.state === "in_review" || plan.state === "adopted") && <Facts plan={plan} />}
      </div>
      {asking && (
        <Dialog
          title={t("page.cancelTitle")}
          onClose={() => setAsking(false)}
          actions={
            <>
              <Button onClick={() => setAsking(false)}>{t("page.keep")}</Button>
              <Button
                danger
                loading={cancel.isPending}
                onClick={() => cancel.mutate(undefined, { onSettled: () => setAsking(false) })}
              >
                {t("page.cancel")}
              </Button>
            </>
          }
        >
          {t("page.cancelNote")}
        </Dialog>
      )}
    </Page>
  );
}

function useMoves(path: PlanPath) {
  const { t } = useTranslation("plans");
  const cache = useQueryClient();
  const after = (words: string) => async (plan: Plan) => {
    cache.setQueryData(planQuery(path).queryKey, plan);
    announce(words);
    await cache.invalidateQueries({ queryKey: plansKey(path.zone) });
  };
  const again = () => cache.invalidateQueries({ queryKey: planQuery(path).queryKey });
  const cancel = useMutation({
    mutationFn: () => draftCalls.cancel(path),
    onSuccess: after(t("page.cancelDone")),
    onError: again,
  });
  const recompile = useMutation({
    mutationFn: () => draftCalls.recompile(path),
    onSuccess: after(t("page.recompileDone")),
    onError: again,
  });
  return { cancel, recompile };
}

function Adopted(props: { zone: string; plan: Plan; summary: AdoptionSummary | undefined }) {
  const { t } = useTranslation("plans");
  const { t: shared } = useTranslation();
  const { zone, plan, summary } = props;
  const provisional = plan.document_status === "consultation";
  const tasks = summary?.tasks ?? plan.counts.tasks;
  return (
    <div className={styles.outcome} data-tone="good">
      <h2>{t(provisional ? "page.adoptedProvisionally" : "page.adopted")}</h2>
      <dl className={styles.figures}>
        <div>
          <dt>{t("figures.tasks")}</dt>
          <dd>{tasks}</dd>
        </div>
        <div>
          <dt>{t("figures.targets")}</dt>
          <dd>{summary?.targets ?? plan.counts.quantities}</dd>
        </div>
        {summary && (
          <div>
            <dt>{t("figures.units")}</dt>
            <dd>{summary.units}</dd>
          </div>
        )}
        {summary && summary.carried > 0 && (
          <div>
            <dt>{t("figures.carried")}</dt>
            <dd>{summary.carried}</dd>
          </div>
        )}
      </dl>
      <p>{t(provisional ? "page.provisionalNote" : "page.adoptedNote")}</p>
      <div className={styles.ways}>
        <Link
          className={styles.main}
          to="/zones/$zone/tasks"
          params={{ zone }}
          search={{ plan: plan.id }}
        >
          {t("page.tasks", { count: tasks })}
        </Link>
        <Link to="/zones/$zone/plans/$plan/review" params={{ zone, plan: plan.id }}>
          {t("page.look")}
        </Link>
        <Link to="/zones/$zone/plans/$plan/comparison" params={{ zone, plan: plan.id }}>
          {shared("places.comparison")}
        </Link>
      </div>
    </div>
  );
}

function Facts({ plan }: { plan: Plan }) {
  const { t, i18n } = useTranslation("plans");
  const { t: shared } = useTranslation();
  const { date, instant } = useFormat();
  const years = [...new Set([plan.first_year, plan.last_year])].filter(Boolean).join("–");
  const facts = [
    [t("facts.number"), plan.document_number],
    [t("facts.issuer"), plan.issuer],
    [t("facts.issued"), plan.issued_date && date(plan.issued_date)],
    [t("facts.years"), years],
    [t("facts.status"), t(plan.document_status)],
    [t("facts.notation"), notationOf(plan, i18n.language)],
    [t("facts.by"), `${plan.uploaded_by} · ${instant(plan.created_at)}`],
  ] as const;
  return (
    <dl className={styles.facts}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value || shared("none")}</dd>
        </div>
      ))}
    </dl>
  );
}
