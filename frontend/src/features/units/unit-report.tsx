import { useMutation, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { answer, api } from "@/shared/api/client";
import { download } from "@/shared/api/download";
import type { components } from "@/shared/api/schema.gen";
import { Choice } from "@/shared/form/controls";
import { DateInput } from "@/shared/form/date-input";
import { Empty } from "@/shared/page/empty";
import { ProblemNotice } from "@/shared/page/problem-notice";
import { Tag } from "@/shared/status/mark";
import { type Column, DataTable } from "@/shared/table/data-table";
import { writeAddress } from "@/shared/table/list-search";
import { QueryBar, QueryField } from "@/shared/table/query-bar";
import type { ReportSearch } from "./search";
import styles from "./units.module.css";

type Row = components["schemas"]["UnitReportRow"];
type Values = { [Key in keyof ReportSearch]: string | undefined };

interface Props {
  zone: string;
  search: ReportSearch;
  onSearch: (search: ReportSearch) => void;
}

/** Tasks by unit, in the structure of their adoption or in today's, where successors count for their predecessors. */
export function UnitReport({ zone, search, onSearch }: Props) {
  const { t } = useTranslation("units");
  const structure = search.structure ?? "now";
  const asked = { structure, ...(structure === "now" && search.on && { on: search.on }) };
  const report = useQuery({
    queryKey: ["unit-report", zone, asked],
    queryFn: ({ signal }) =>
      answer(
        api.GET("/api/v1/zones/{zone}/units/report", {
          params: { path: { zone }, query: asked },
          signal,
        }),
      ),
  });
  const file = useMutation({ mutationFn: download });
  return (
    <>
      <QueryBar<Values>
        label={t("report.filter")}
        values={search}
        onQuery={(next) => onSearch(next as ReportSearch)}
        tools={
          <Button
            loading={file.isPending}
            onClick={() =>
              file.mutate(
                `/api/v1/zones/${encodeURIComponent(zone)}/units/report.xlsx${writeAddress(asked)}`,
              )
            }
          >
            {t("report.export")}
          </Button>
        }
      >
        {({ values, choose }) => (
          <>
            <QueryField label={t("report.structure")}>
              <Choice
                value={values.structure ?? "now"}
                options={[
                  ["now", t("report.now")],
                  ["then", t("report.then")],
                ]}
                onPick={(picked) => choose({ structure: picked === "then" ? "then" : undefined })}
              />
            </QueryField>
            {(values.structure ?? "now") === "now" && (
              <QueryField label={t("report.on")}>
                <DateInput
                  aria-label={t("report.on")}
                  min="1949-01-01"
                  max="2199-12-31"
                  value={values.on ?? ""}
                  onPick={(day) => choose({ on: day || undefined })}
                />
              </QueryField>
            )}
          </>
        )}
      </QueryBar>
      {file.error && <ProblemNotice error={file.error} />}
      <p className={styles.above}>{t(`report.notes.${structure}`)}</p>
      <DataTable
        label={t("report.title")}
        columns={useColumns(zone)}
        rowKey={({ id, name }) => `${id} ${name}`}
        pages={{ rows: report.data?.items, error: report.error, refetch: report.refetch }}
        empty={<Empty title={t("report.empty")}>{t("report.emptyNext")}</Empty>}
      />
      {report.data && report.data.items.length > 0 && (
        <p className={styles.soft}>{t("report.tasks", { count: report.data.tasks })}</p>
      )}
    </>
  );
}

function useColumns(zone: string): Column<Row>[] {
  const { t } = useTranslation("units");
  const counts = (part: "lead" | "responsible" | "supporting"): Column<Row>[] => [
    {
      key: part,
      title: t(`relations.${part}`),
      align: "end",
      width: 88,
      cell: (row) => row[part].total || <Nothing />,
    },
  ];
  const of = (row: Row, key: "unstaffed" | "active" | "suspended" | "withdrawn" | "overdue") =>
    row.lead[key] + row.responsible[key];
  const state = (key: "unstaffed" | "active" | "suspended" | "withdrawn"): Column<Row> => ({
    key,
    title: t(`states.${key}`),
    align: "end",
    width: 88,
    cell: (row) => of(row, key) || <Nothing />,
  });
  return [
    {
      key: "unit",
      title: t("report.unit"),
      heading: true,
      cell: (row) => (
        <>
          <Link to="/zones/$zone/units/$unit" params={{ zone, unit: row.id }}>
            {row.name}
          </Link>{" "}
          {!row.active && <Tag tone="gone">{t("report.gone")}</Tag>}
          {row.name !== row.name_now && (
            <small className={styles.soft}> {t("report.nameNow", { name: row.name_now })}</small>
          )}
        </>
      ),
    },
    ...counts("lead"),
    ...counts("responsible"),
    ...counts("supporting"),
    state("unstaffed"),
    state("active"),
    state("suspended"),
    state("withdrawn"),
    {
      key: "overdue",
      title: t("report.overdue"),
      align: "end",
      width: 88,
      cell: (row) =>
        of(row, "overdue") > 0 ? (
          <span className={styles.attention}>{of(row, "overdue")}</span>
        ) : (
          <Nothing />
        ),
    },
  ];
}

function Nothing() {
  return <span className={styles.soft}>0</span>;
}
