import { useMutation, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { download } from "@/shared/api/download";
import { Choice } from "@/shared/form/controls";
import { Empty } from "@/shared/page/empty";
import { Page } from "@/shared/page/page";
import { ProblemNotice } from "@/shared/page/problem-notice";
import { Waiting } from "@/shared/page/waiting";
import styles from "./comparison.module.css";
import {
  adoptedPlansQuery,
  type ComparedPath,
  type Comparison,
  comparisonQuery,
  exportAddress,
  successionQuery,
  type TaskPair,
} from "./comparison-queries";
import { CorrectPair } from "./correct-pair";
import { useKin } from "./kinship";
import { PairCard } from "./pair-card";
import { Predecessor } from "./predecessor";
import { CHANGES, type ComparisonSearch, isShown, type Shown } from "./search";
import { TargetMoves } from "./target-moves";

interface WaysProps {
  path: ComparedPath;
  found: Comparison;
  other: string | undefined;
}

interface Props {
  path: ComparedPath;
  search: ComparisonSearch;
  onSearch: (search: ComparisonSearch) => void;
}

/** Two documents task by task: what was added, dropped, tightened, loosened, moved and renamed. */
export function ComparisonPage({ path, search, onSearch }: Props) {
  const { t } = useTranslation("plan-comparison");
  const { t: shared } = useTranslation();
  const query = useQuery(comparisonQuery(path, search.other));
  const found = query.data;
  if (!found)
    return (
      <Page title={t("title")}>
        {query.error ? (
          <ProblemNotice
            error={query.error}
            action={<Button onClick={() => query.refetch()}>{shared("retry")}</Button>}
          />
        ) : (
          <Waiting />
        )}
      </Page>
    );
  const { plan, other } = found;
  return (
    <Page
      title={t("title")}
      note={
        other
          ? t("noteAgainst", { plan: plan.title, other: other.title })
          : t("note", { plan: plan.title })
      }
      actions={<Ways path={path} found={found} other={search.other} />}
    >
      <div className={styles.page}>
        {!search.other && <Predecessor path={path} plan={plan} />}
        <Against path={path} search={search} onSearch={onSearch} />
        {other ? (
          <Pairs path={path} found={found} search={search} onSearch={onSearch} />
        ) : (
          <p className={styles.hint}>{t("empty.choose")}</p>
        )}
      </div>
    </Page>
  );
}

function Ways({ path, found, other }: WaysProps) {
  const { t, i18n } = useTranslation("plan-comparison");
  const file = useMutation({
    mutationFn: () => download(exportAddress(path, other, i18n.language)),
  });
  const params = { zone: path.zone, plan: path.plan_id };
  return (
    <>
      {found.plan.state === "in_review" ? (
        <Link className={styles.way} to="/zones/$zone/plans/$plan/review" params={params}>
          {t("backToReview")}
        </Link>
      ) : (
        <Link className={styles.way} to="/zones/$zone/plans/$plan" params={params}>
          {t("toPlan")}
        </Link>
      )}
      {found.other && (
        <>
          <Button onClick={() => window.print()}>{t("print")}</Button>
          <Button loading={file.isPending} onClick={() => file.mutate()}>
            {t("export")}
          </Button>
          {file.error && <ProblemNotice error={file.error} />}
        </>
      )}
    </>
  );
}

/** Any adopted plan of the zone may stand beside; the predecessor does unless another is chosen. */
function Against({ path, search, onSearch }: Props) {
  const id = useId();
  const { t } = useTranslation("plan-comparison");
  const plans = useQuery(adoptedPlansQuery(path.zone)).data ?? [];
  const own = useQuery(successionQuery(path)).data?.predecessor;
  const others = plans.filter(({ id }) => id !== path.plan_id && id !== own?.id);
  if (others.length === 0) return null;
  return (
    <div className={styles.against}>
      <label htmlFor={id}>{t("against.label")}</label>
      <Choice
        id={id}
        value={search.other}
        options={others.map(({ id, title }) => [id, title] as const)}
        none={own ? t("against.predecessor", { title: own.title }) : t("follow.pick")}
        onPick={(other) =>
          onSearch({
            ...(other ? { other } : {}),
            ...(search.show ? { show: search.show } : {}),
          })
        }
      />
    </div>
  );
}

function Pairs({ path, found, search, onSearch }: Props & { found: Comparison }) {
  const { t } = useTranslation("plan-comparison");
  const [correcting, setCorrecting] = useState<TaskPair>();
  const kin = useKin(path, found);
  const show = search.show ?? "changed";
  const pairs = found.pairs.filter(({ changes }) => isShown(changes, show));
  const other = found.other?.id ?? "";
  const pick = (next: Shown) =>
    onSearch({
      ...search,
      ...(next === "changed" ? { show: undefined } : { show: next }),
    } as ComparisonSearch);
  return (
    <>
      <Filters found={found} show={show} onPick={pick} />
      <p className={styles.shown} role="status">
        {t("shown", { count: pairs.length, all: found.pairs.length })}
      </p>
      {found.targets.length > 0 && isWhole(found, show) && (
        <section className={styles.whole}>
          <h2>{t("targets.whole")}</h2>
          <TargetMoves targets={found.targets} />
        </section>
      )}
      {kin.error && <ProblemNotice error={kin.error} />}
      {pairs.length === 0 ? (
        <Empty title={t("empty.title")}>{t("empty.same")}</Empty>
      ) : (
        <ol className={styles.pairs}>
          {pairs.map((pair) => (
            <PairCard
              key={pair.key}
              zone={path.zone}
              pair={pair}
              plans={{ before: other, after: path.plan_id }}
              onCorrect={found.actions.includes("match") ? setCorrecting : undefined}
              onSay={found.actions.includes("match") ? kin.say : undefined}
            />
          ))}
        </ol>
      )}
      {correcting && (
        <CorrectPair
          path={path}
          found={found}
          pair={correcting}
          onSay={kin.say}
          onClose={() => setCorrecting(undefined)}
        />
      )}
    </>
  );
}

/** Targets of the plan as a whole stand with the tasks that the same filter shows. */
function isWhole(found: Comparison, show: Shown): boolean {
  if (show === "all" || show === "changed") return true;
  return found.targets.some(({ movement }) => movement === show);
}

function Filters(props: { found: Comparison; show: Shown; onPick: (show: Shown) => void }) {
  const { t } = useTranslation("plan-comparison");
  const { found, show, onPick } = props;
  const changed = found.pairs.filter(({ changes }) => isShown(changes)).length;
  const counts = { changed, all: found.pairs.length, ...found.counts } as Record<Shown, number>;
  const shown = (["changed", ...CHANGES, "all"] as const).filter(
    (name) => counts[name] > 0 || name === "changed" || name === "all" || name === show,
  );
  return (
    <fieldset className={styles.filters}>
      <legend className={styles.quiet}>{t("filters")}</legend>
      {shown.map((name) => (
        <button
          key={name}
          type="button"
          aria-pressed={show === name}
          data-change={name}
          onClick={() => onPick(name)}
        >
          {t(`changes.${name}`)} <b>{counts[name]}</b>
        </button>
      ))}
    </fieldset>
  );
}
