import { Button } from "antd";
import type { MouseEvent, ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { ProblemNotice } from "../page/problem-notice";
import styles from "./data-table.module.css";
import { Skeleton } from "./skeleton";
import { SortHeader } from "./sort-header";

export interface Column<Row> {
  key: string;
  title: string;
  /** In place of the title in the head, such as a box that selects all. */
  head?: ReactNode;
  /** A plain element or text; a heavy component per cell makes long lists slow. */
  cell: (row: Row) => ReactNode;
  /** The name by which the server sorts this column; absent where it does not. */
  sort?: string;
  width?: number | string;
  align?: "end";
  /** Shown only when chosen. */
  extra?: boolean;
  /** Names the row; cannot be hidden, and is the row's heading for screen readers. */
  heading?: boolean;
}

/** What an infinite query knows; a plain query fits too, with nothing more to fetch. */
interface Pages<Row> {
  rows: readonly Row[] | undefined;
  error: unknown;
  refetch: () => unknown;
  hasNextPage?: boolean;
  isFetchingNextPage?: boolean;
  fetchNextPage?: () => unknown;
}

interface Props<Row> {
  label: string;
  columns: readonly Column<Row>[];
  rowKey: (row: Row) => string;
  pages: Pages<Row>;
  empty: ReactNode;
  sort?: string | undefined;
  onSort?: (sort: string | undefined) => void;
  /** Marks the row that is open elsewhere on the page. */
  currentKey?: string | undefined;
}

/** A list paged by the server's cursor. A click anywhere in a row follows the first link in it. */
export function DataTable<Row>(props: Props<Row>) {
  const { label, columns, rowKey, pages, empty, sort, onSort, currentKey } = props;
  const { rows, error } = pages;
  if (rows === undefined) return error ? <Failed pages={pages} /> : <Skeleton columns={columns} />;
  if (rows.length === 0 && !error) return empty;
  return (
    <>
      <table className={styles.table} aria-label={label}>
        <thead>
          <tr>
            {columns.map((column) => (
              <SortHeader key={column.key} column={column} sort={sort} onSort={onSort} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const key = rowKey(row);
            return (
              <tr
                key={key}
                onClick={followLink}
                aria-current={key === currentKey ? "true" : undefined}
              >
                {columns.map((column) => (
                  <Cell key={column.key} column={column} row={row} />
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
      {error ? <Failed pages={pages} /> : <Foot pages={pages} count={rows.length} />}
    </>
  );
}

function Cell<Row>({ column, row }: { column: Column<Row>; row: Row }) {
  const className = column.align === "end" ? styles.end : undefined;
  return column.heading ? (
    <th scope="row" className={className}>
      {column.cell(row)}
    </th>
  ) : (
    <td className={className}>{column.cell(row)}</td>
  );
}

function Failed<Row>({ pages }: { pages: Pages<Row> }) {
  const { t } = useTranslation();
  return (
    <ProblemNotice
      error={pages.error}
      action={<Button onClick={() => pages.refetch()}>{t("retry")}</Button>}
    />
  );
}

function Foot<Row>({ pages, count }: { pages: Pages<Row>; count: number }) {
  const { t } = useTranslation();
  return (
    <div className={styles.foot}>
      <span role="status">{t(pages.hasNextPage ? "table.moreOf" : "table.all", { count })}</span>
      {pages.hasNextPage && (
        <Button loading={pages.isFetchingNextPage ?? false} onClick={() => pages.fetchNextPage?.()}>
          {t("table.more")}
        </Button>
      )}
    </div>
  );
}

function followLink(event: MouseEvent<HTMLTableRowElement>): void {
  const target = event.target as HTMLElement;
  const selecting = (window.getSelection()?.toString().length ?? 0) > 0;
  if (selecting || target.closest("a, button, input, select, textarea, label, [role=combobox]"))
    return;
  event.currentTarget.querySelector<HTMLAnchorElement>("a[href]")?.click();
}
