import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { answer, api, ifMatch } from "@/shared/api/client";
import type { components } from "@/shared/api/schema.gen";
import { Empty } from "@/shared/page/empty";
import { announce } from "@/shared/page/notices";
import { ProblemNotice } from "@/shared/page/problem-notice";
import { type Column, DataTable } from "@/shared/table/data-table";
import { NoMatch } from "@/shared/table/no-match";
import { useCursorPages } from "@/shared/table/use-cursor-pages";
import { DutyFilters } from "./duty-filters";
import type { DutySearch } from "./search";

type Duty = components["schemas"]["DutyRow"];

interface Props {
  zone: string;
  search: DutySearch;
  onSearch: (search: DutySearch) => void;
}

/** What units and roles owe again and again, plan by plan. */
export function DutyList({ zone, search, onSearch }: Props) {
  const { t } = useTranslation("duties");
  const { t: shared } = useTranslation();
  const pages = useCursorPages(["duties", zone, search], (cursor, signal) =>
    answer(
      api.GET("/api/v1/zones/{zone}/duties", {
        params: { path: { zone }, query: { ...search, ...(cursor && { cursor }) } },
        signal,
      }),
    ),
  );
  const cache = useQueryClient();
  const move = useMutation({
    mutationFn: ({ id, version, state }: Duty) =>
      answer(
        api.PATCH("/api/v1/zones/{zone}/duties/{duty}", {
          params: { path: { zone, duty: id }, header: ifMatch(version) },
          body: { state: state === "active" ? "ended" : "active" },
        }),
      ),
    onSuccess: async (duty) => {
      await cache.invalidateQueries({ queryKey: ["duties", zone] });
      announce(t(duty.state === "ended" ? "ended" : "resumed", { text: duty.text }));
    },
  });
  const columns = useColumns(zone, (duty) => move.mutate(duty));
  return (
    <>
      <DutyFilters zone={zone} values={search} onQuery={onSearch} />
      {move.error && <ProblemNotice error={move.error} />}
      <DataTable
        label={shared("places.duties")}
        columns={columns}
        rowKey={({ id }) => id}
        pages={pages}
        empty={
          Object.keys(search).length > 0 ? (
            <NoMatch onClear={() => onSearch({})} />
          ) : (
            <Empty title={t("emptyTitle")}>{t("empty")}</Empty>
          )
        }
      />
    </>
  );
}

function useColumns(zone: string, onMove: (duty: Duty) => void): Column<Duty>[] {
  const { t } = useTranslation("duties");
  return [
    { key: "kind", title: t("kind"), width: 96, cell: ({ kind }) => t(`kinds.${kind}`) },
    {
      key: "cadence",
      title: t("cadence"),
      width: 92,
      cell: ({ cadence }) => cadence && t(`cadences.${cadence}`),
    },
    {
      key: "who",
      title: t("who"),
      width: 170,
      cell: ({ unit, who }) => unit?.name ?? (who || t("ofTask")),
    },
    { key: "text", title: t("text"), heading: true, cell: ({ text }) => text },
    {
      key: "task",
      title: t("task"),
      width: 220,
      cell: ({ task }) =>
        task && (
          <Link to="/zones/$zone/tasks/$task" params={{ zone, task: task.id }}>
            {task.title}
          </Link>
        ),
    },
    {
      key: "plan",
      title: t("plan"),
      width: 200,
      cell: ({ plan }) => (
        <Link to="/zones/$zone/plans/$plan" params={{ zone, plan: plan.id }}>
          {plan.title}
        </Link>
      ),
    },
    {
      key: "state",
      title: t("state"),
      width: 130,
      cell: (duty) => (
        <>
          {t(`states.${duty.state}`)}
          {duty.actions.includes("end") && (
            <Button type="link" size="small" onClick={() => onMove(duty)}>
              {t("end")}
            </Button>
          )}
          {duty.actions.includes("resume") && (
            <Button type="link" size="small" onClick={() => onMove(duty)}>
              {t("resume")}
            </Button>
          )}
        </>
      ),
    },
  ];
}
