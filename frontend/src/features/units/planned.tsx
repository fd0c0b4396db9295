import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { answer, api, ifMatch } from "@/shared/api/client";
import { useFormat } from "@/shared/i18n/format";
import { announce } from "@/shared/page/notices";
import { ProblemNotice } from "@/shared/page/problem-notice";
import { Tag } from "@/shared/status/mark";
import { type PlannedReorganisation, plannedQuery, structureChanged } from "./history-queries";
import type { UnitPath } from "./unit-queries";
import styles from "./units.module.css";

/** 已预定的机构调整: what will happen to this unit on a day to come, and what could not be done on its day. */
export function Planned({ path }: { path: UnitPath }) {
  const planned = useQuery(plannedQuery(path.zone)).data?.items ?? [];
  const mine = planned.filter(({ predecessors, successors }) =>
    [...predecessors, ...successors].some(({ id }) => id === path.unit),
  );
  if (mine.length === 0) return null;
  return (
    <ol className={styles.timeline}>
      {mine.map((one) => (
        <PlannedLine key={one.id} zone={path.zone} planned={one} />
      ))}
    </ol>
  );
}

function PlannedLine({ zone, planned }: { zone: string; planned: PlannedReorganisation }) {
  const { t, i18n } = useTranslation("units");
  const { date } = useFormat();
  const cache = useQueryClient();
  const failed = planned.state === "failed";
  const kind = t(`reorganise.kinds.${planned.kind}`);
  const cancel = useMutation({
    mutationFn: () =>
      answer(
        api.DELETE("/api/v1/zones/{zone}/reorganisations/planned/{planned_reorganisation}", {
          params: {
            path: { zone, planned_reorganisation: planned.id },
            header: ifMatch(planned.version),
          },
        }),
      ),
    onSuccess: () => announce(t("planned.cancelled")),
    onSettled: () => structureChanged(cache, zone),
  });
  return (
    <li>
      <time>{date(planned.effective_date)}</time>
      <div>
        <strong>{kind}</strong>{" "}
        <Tag tone={failed ? "bad" : "waiting"}>{t(`planned.${planned.state}`)}</Tag>
        <p>
          {t("history.from")}
          {planned.predecessors.map(({ name }) => name).join("、")}
        </p>
        {planned.successors.length > 0 && (
          <p>
            {t("history.to")}
            {planned.successors.map(({ name }) => name).join("、")}
          </p>
        )}
        {failed && <p>{i18n.language === "en" ? planned.reason_en : planned.reason_zh}</p>}
        {planned.basis && (
          <p className={styles.soft}>{t("history.basisIs", { basis: planned.basis })}</p>
        )}
        <p className={styles.soft}>{t("planned.by", { name: planned.ordered_by })}</p>
        {cancel.error && <ProblemNotice error={cancel.error} />}
      </div>
      {planned.actions.includes("cancel") && (
        <Button
          size="small"
          aria-label={t("planned.cancelOf", { what: kind })}
          loading={cancel.isPending}
          onClick={() => cancel.mutate()}
        >
          {t("planned.cancel")}
        </Button>
      )}
    </li>
  );
}
