import { useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { answer, api } from "@/shared/api/client";
import { useFormat } from "@/shared/i18n/format";
import { Empty } from "@/shared/page/empty";
import { type Column, DataTable } from "@/shared/table/data-table";
import { useCursorPages } from "@/shared/table/use-cursor-pages";
import { plansKey, pollWhile, underWay } from "./plan-queries";
import { ReadingCell, StateWord, useFailure } from "./plan-words";
import styles from "./plans.module.css";
import type { Plan, PlanInList } from "./rows";
import { Samples } from "./samples";

interface Props {
  zone: string;
  mayUpload: boolean;
  onUploaded: (plan: Plan) => void;
}

/** The documents of a zone, newest first; asks again while one is being read, and stops when none is. */
export function PlanList({ zone, mayUpload, onUploaded }: Props) {
  const { t } = useTranslation("plans");
  const { t: shared } = useTranslation();
  const { instant } = useFormat();
  const failure = useFailure();
  const pages = useCursorPages(plansKey(zone), (cursor, signal) =>
    answer(
      api.GET("/api/v1/zones/{zone}/plans", {
        params: { path: { zone }, query: cursor === undefined ? {} : { cursor } },
        signal,
      }),
    ),
  );
  usePolling(zone, pollWhile(pages.rows?.map(({ state }) => state)));
  const columns: Column<PlanInList>[] = [
    {
      key: "title",
      title: t("list.title"),
      heading: true,
      cell: (plan) => (
        <>
          <PlanLink zone={zone} plan={plan} />
          {plan.document_status === "consultation" && (
            <span className={styles.tag}>{t("consultation")}</span>
          )}
          {plan.state === "failed" && <p className={styles.failure}>{failure(plan)}</p>}
        </>
      ),
    },
    {
      key: "number",
      title: t("list.number"),
      width: 180,
      cell: (plan) => plan.document_number || shared("none"),
    },
    {
      key: "state",
      title: t("list.state"),
      width: 150,
      cell: (plan) =>
        underWay(plan.state) ? <ReadingCell plan={plan} /> : <StateWord state={plan.state} />,
    },
    {
      key: "issued",
      title: t("list.issued"),
      width: 110,
      cell: (plan) => plan.issued_date ?? shared("none"),
    },
    { key: "by", title: t("list.by"), width: 160, cell: (plan) => plan.uploaded_by },
    {
      key: "created",
      title: t("list.created"),
      width: 150,
      cell: (plan) => instant(plan.created_at),
    },
  ];
  return (
    <DataTable
      label={t("list.label")}
      columns={columns}
      rowKey={(plan) => plan.id}
      pages={pages}
      empty={
        <Empty
          title={t("empty.title")}
          action={mayUpload && <Samples zone={zone} onUploaded={onUploaded} />}
        >
          {t(mayUpload ? "empty.upload" : "empty.wait")}
        </Empty>
      }
    />
  );
}

/** A document in review opens on the desk, any other on its own page. */
function PlanLink({ zone, plan }: { zone: string; plan: PlanInList }) {
  const params = { zone, plan: plan.id };
  return plan.actions.includes("review") ? (
    <Link to="/zones/$zone/plans/$plan/review" params={params}>
      {plan.title}
    </Link>
  ) : (
    <Link to="/zones/$zone/plans/$plan" params={params}>
      {plan.title}
    </Link>
  );
}

function usePolling(zone: string, everyMs: number | false): void {
  const cache = useQueryClient();
  useEffect(() => {
    if (everyMs === false) return;
    const timer = setInterval(() => {
      if (!document.hidden) void cache.invalidateQueries({ queryKey: plansKey(zone) });
    }, everyMs);
    return () => clearInterval(timer);
  }, [cache, zone, everyMs]);
}
