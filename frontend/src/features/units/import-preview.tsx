import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { Mark } from "@/shared/status/mark";
import { type Column, DataTable } from "@/shared/table/data-table";
import type { ImportedRow, ImportReport, RowError } from "./import-calls";
import styles from "./units.module.css";

const MOST_SHOWN = 300;

interface Props {
  report: ImportReport;
  busy: boolean;
  onConfirm: () => void;
}

/** What the sheet would do: every error with its row, column and what to do, then every row that changes. */
export function ImportPreview({ report, busy, onConfirm }: Props) {
  const { t } = useTranslation("units");
  const { counts, errors } = report;
  const changing = report.rows.filter(({ outcome }) => outcome !== "unchanged");
  const broken = errors.length > 0;
  return (
    <>
      <p role="status">{t("import.counts", { ...counts })}</p>
      {broken && (
        <>
          <h3 className={styles.attention}>{t("import.errors", { count: errors.length })}</h3>
          <Errors errors={errors.slice(0, MOST_SHOWN)} />
          {errors.length > MOST_SHOWN && <p>{t("import.firstOnly", { count: MOST_SHOWN })}</p>}
        </>
      )}
      {changing.length > 0 && (
        <>
          <h3>{t("import.changes")}</h3>
          <Rows rows={changing.slice(0, MOST_SHOWN)} />
          {changing.length > MOST_SHOWN && <p>{t("import.firstOnly", { count: MOST_SHOWN })}</p>}
        </>
      )}
      {!broken && changing.length === 0 && <p>{t("import.nothing")}</p>}
      {broken ? (
        <p>{t("import.again")}</p>
      ) : (
        changing.length > 0 && (
          <div className={styles.buttons}>
            <Button type="primary" loading={busy} onClick={onConfirm}>
              {t("import.confirm", { count: changing.length })}
            </Button>
          </div>
        )
      )}
    </>
  );
}

const settled = { error: null, refetch: () => {} };

function Errors({ errors }: { errors: RowError[] }) {
  const { t, i18n } = useTranslation("units");
  const columns: Column<RowError>[] = [
    { key: "row", title: t("import.row"), width: 80, align: "end", cell: ({ row }) => row },
    { key: "column", title: t("import.column"), width: 140, cell: ({ column }) => column },
    {
      key: "reason",
      title: t("import.reason"),
      cell: (error) => (i18n.language === "en" ? error.message_en : error.message_zh),
    },
  ];
  return (
    <DataTable
      label={t("import.errorList")}
      columns={columns}
      rowKey={({ row, column, code }) => `${row} ${column} ${code}`}
      pages={{ ...settled, rows: errors }}
      empty={null}
    />
  );
}

function Rows({ rows }: { rows: ImportedRow[] }) {
  const { t } = useTranslation("units");
  const { t: shared } = useTranslation();
  const columns: Column<ImportedRow>[] = [
    { key: "row", title: t("import.row"), width: 80, align: "end", cell: ({ row }) => row },
    { key: "name", title: t("name"), width: 240, heading: true, cell: ({ name }) => name },
    {
      key: "outcome",
      title: t("import.outcome"),
      width: 110,
      cell: ({ outcome }) => (
        <Mark tone={outcome === "added" ? "good" : "calm"}>{t(`import.outcomes.${outcome}`)}</Mark>
      ),
    },
    {
      key: "changes",
      title: t("import.detail"),
      cell: (row) =>
        row.changes.map(({ column, before, after }) => (
          <div key={column}>
            {column}：<del>{before || shared("changes.empty")}</del>{" "}
            <ins>{after || shared("changes.empty")}</ins>
          </div>
        )),
    },
  ];
  return (
    <DataTable
      label={t("import.changes")}
      columns={columns}
      rowKey={({ row }) => String(row)}
      pages={{ ...settled, rows }}
      empty={null}
    />
  );
}
