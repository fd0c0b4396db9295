import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { answer, api } from "@/shared/api/client";
import { useFormat } from "@/shared/i18n/format";
import { type Column, DataTable } from "@/shared/table/data-table";
import { signsOf, type Target } from "./expression";
import { Fold } from "./fold";
import type { TaskPath } from "./task-queries";
import styles from "./tasks.module.css";

/** The figures that the task must reach, each with the words of the document. */
export function Targets({ path }: { path: TaskPath }) {
  const { t, i18n } = useTranslation("tasks");
  const { date } = useFormat();
  const query = useQuery({
    queryKey: ["task", path.zone, path.task, "targets"],
    queryFn: ({ signal }) =>
      answer(
        api.GET("/api/v1/zones/{zone}/tasks/{task}/targets", {
          params: { path, query: { limit: 200 } },
          signal,
        }),
      ),
  });
  const english = i18n.language === "en";
  const columns: Column<Target>[] = [
    {
      key: "indicator",
      title: t("targets.indicator"),
      heading: true,
      cell: (target) => target.indicator,
    },
    {
      key: "expression",
      title: t("targets.expression"),
      cell: (target) => (
        <>
          {english ? signsOf(target) : target.reading}
          {target.condition && <div className={styles.soft}>{target.condition}</div>}
        </>
      ),
    },
    {
      key: "deadline",
      title: t("targets.deadline"),
      width: 120,
      cell: ({ deadline_date, deadline_text }) =>
        deadline_date ? date(deadline_date) : deadline_text,
    },
    { key: "quote", title: t("targets.quote"), cell: ({ quote }) => <q>{quote}</q> },
  ];
  return (
    <Fold name="targets" title={t("targets.title")}>
      <DataTable
        label={t("targets.title")}
        columns={columns}
        rowKey={({ id }) => id}
        pages={{ ...query, rows: query.data?.items }}
        empty={<p className={styles.soft}>{t("targets.empty")}</p>}
      />
    </Fold>
  );
}
