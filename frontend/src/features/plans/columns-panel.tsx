import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { isProblem } from "@/shared/api/problem";
import { announce } from "@/shared/page/notices";
import { ProblemNotice } from "@/shared/page/problem-notice";
import { Dialog } from "@/shared/popup/dialog";
import styles from "./columns.module.css";
import { type Said, type SheetColumn, sayColumns, tellsTasks } from "./columns-calls";
import { ColumnsTable } from "./columns-table";
import { type PlanPath, planQuery, plansKey } from "./plan-queries";
import type { Plan } from "./rows";

/** What each column of an uploaded sheet means: proposed, corrected and confirmed here. */
export function ColumnsPanel({ path, plan }: { path: PlanPath; plan: Plan }) {
  const { t } = useTranslation("plans");
  const [changed, setChanged] = useState<SheetColumn[]>();
  const [open, setOpen] = useState(!plan.columns_confirmed);
  const say = useSaying(path, () => {
    setChanged(undefined);
    setOpen(false);
  });
  const columns = changed ?? plan.sheet_columns;
  const differs = columns.some((one, place) => one.field !== plan.sheet_columns[place]?.field);
  const may = plan.actions.includes("review");
  const doubtful = columns.filter((one) => one.doubtful).length;
  const edited = isProblem(say.error, 409) && say.error.code === "draft_edited";
  const send = (discard: boolean) => say.mutate({ plan, columns, discard });
  return (
    <section className={styles.columns} aria-labelledby="columns-title">
      <header>
        <h2 id="columns-title">{t("columns.title")}</h2>
        <p data-open={!plan.columns_confirmed || undefined}>
          {t(plan.columns_confirmed ? "columns.confirmed" : "columns.proposed")}
          {!plan.columns_confirmed && doubtful > 0 && (
            <span>{t("columns.doubtful", { count: doubtful })}</span>
          )}
        </p>
        {plan.columns_confirmed && (
          <Button size="small" aria-expanded={open} onClick={() => setOpen(!open)}>
            {t(open ? "columns.hide" : "columns.show")}
          </Button>
        )}
      </header>
      {open && (
        <>
          <ColumnsTable
            columns={columns}
            readOnly={!may}
            onField={(column, field) =>
              setChanged(
                columns.map((one) => (one === column ? { ...one, field, doubtful: false } : one)),
              )
            }
          />
          {say.error && !edited && <ProblemNotice error={say.error} />}
          {may && (
            <footer>
              <Button
                type="primary"
                disabled={!tellsTasks(columns) || (plan.columns_confirmed && !differs)}
                loading={say.isPending}
                onClick={() => send(false)}
              >
                {t(differs ? "columns.again" : "columns.confirm")}
              </Button>
              <p>{t(tellsTasks(columns) ? "columns.note" : "columns.noTask")}</p>
            </footer>
          )}
        </>
      )}
      {edited && (
        <Dialog
          title={t("columns.discardTitle")}
          onClose={() => say.reset()}
          actions={
            <>
              <Button onClick={() => say.reset()}>{t("columns.keep")}</Button>
              <Button danger loading={say.isPending} onClick={() => send(true)}>
                {t("columns.discard")}
              </Button>
            </>
          }
        >
          {(isProblem(say.error) && say.error.title) || t("columns.discardTitle")}
        </Dialog>
      )}
    </section>
  );
}

function useSaying(path: PlanPath, onSaid: () => void) {
  const { t } = useTranslation("plans");
  const cache = useQueryClient();
  return useMutation<Plan, Error, Said>({
    mutationFn: (said) => sayColumns(path, said),
    onSuccess: async (plan) => {
      cache.setQueryData(planQuery(path).queryKey, plan);
      announce(t(plan.state === "in_review" ? "columns.confirmDone" : "columns.againDone"));
      onSaid();
      // What was read before is read anew, the kept text too.
      if (plan.state !== "in_review")
        cache.removeQueries({
          queryKey: ["plan", path.zone, path.plan_id],
          predicate: ({ queryKey }) => queryKey[3] !== "detail",
        });
      await cache.invalidateQueries({ queryKey: plansKey(path.zone) });
    },
    onError: (error) => {
      if (isProblem(error, 412))
        void cache.invalidateQueries({ queryKey: planQuery(path).queryKey });
    },
  });
}
