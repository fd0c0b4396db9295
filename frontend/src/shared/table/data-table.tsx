import { Button } from "antd";
import { lazy, type ReactNode, Suspense, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { ProblemNotice } from "../page/problem-notice";
import styles from "./data-table.module.css";
import { RowOfTable } from "./row";
import { Skeleton } from "./skeleton";
import { SortHeader } from "./sort-header";

// Only long lists need it, and the first page of a list must come fast.
const WindowedRows = lazy(async () => ({
  default: (await import("./windowed-rows")).WindowedRows,
})) as unknown as typeof import("./windowed-rows").WindowedRows;
/** Longer lists keep only the rows in view on the page. */
const MOST_ON_PAGE = 100;
/** How far below the window the list may end before more is read. */
const READ_AHEAD = "900px";

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
  /** The row to begin with, counted from 0, and who is told where the list stands after scrolling. */
  place?: number | undefined;
  onPlace?: ((place: number) => void) | undefined;
}

/** A list that reads on by the server's cursor as it is scrolled. A click anywhere in a row follows the first link in it. */
export function DataTable<Row>(props: Props<Row>) {
  const { label, columns, rowKey, pages, empty, sort, onSort, currentKey, place, onPlace } = props;
  const { rows, error } = pages;
  useRowsUpTo(place, pages);
  if (rows === undefined) return error ? <Failed pages={pages} /> : <Skeleton columns={columns} />;
  if (rows.length === 0 && !error) return empty;
  const long = rows.length > MOST_ON_PAGE;
  const body = { rows, columns, rowKey, currentKey };
  return (
    <>
      <table
        className={styles.table}
        aria-label={label}
        data-long={long || undefined}
        aria-rowcount={long ? (pages.hasNextPage ? -1 : rows.length + 1) : undefined}
      >
        <thead>
          <tr aria-rowindex={long ? 1 : undefined}>
            {columns.map((column) => (
              <SortHeader key={column.key} column={column} sort={sort} onSort={onSort} />
            ))}
          </tr>
        </thead>
        {long ? (
          <Suspense fallback={<AllRows {...body} rows={rows.slice(0, MOST_ON_PAGE)} />}>
            <WindowedRows {...body} place={place} onPlace={onPlace} />
          </Suspense>
        ) : (
          <AllRows {...body} />
        )}
      </table>
      {error ? <Failed pages={pages} /> : <Foot pages={pages} count={rows.length} long={long} />}
    </>
  );
}

interface Body<Row> {
  rows: readonly Row[];
  columns: readonly Column<Row>[];
  rowKey: (row: Row) => string;
  currentKey: string | undefined;
}

function AllRows<Row>({ rows, columns, rowKey, currentKey }: Body<Row>) {
  return (
    <tbody>
      {rows.map((row) => {
        const key = rowKey(row);
        return <RowOfTable key={key} row={row} columns={columns} current={key === currentKey} />;
      })}
    </tbody>
  );
}

/** Reads on until the row to begin with is there. */
function useRowsUpTo<Row>(place: number | undefined, pages: Pages<Row>): void {
  const { rows, hasNextPage, isFetchingNextPage, fetchNextPage, error } = pages;
  const missing = place !== undefined && rows !== undefined && rows.length <= place;
  useEffect(() => {
    if (missing && hasNextPage && !isFetchingNextPage && !error) fetchNextPage?.();
  }, [missing, hasNextPage, isFetchingNextPage, fetchNextPage, error]);
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

function Foot<Row>({ pages, count, long }: { pages: Pages<Row>; count: number; long: boolean }) {
  const { t } = useTranslation();
  const foot = useRef<HTMLDivElement>(null);
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = pages;
  useEffect(() => {
    const end = foot.current;
    if (!end || !hasNextPage || isFetchingNextPage || typeof IntersectionObserver === "undefined")
      return;
    const watch = new IntersectionObserver(
      ([seen]) => {
        if (seen?.isIntersecting) fetchNextPage?.();
      },
      { rootMargin: READ_AHEAD },
    );
    watch.observe(end);
    return () => watch.disconnect();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  return (
    <div className={styles.foot} ref={foot}>
      <span role="status">{t(hasNextPage ? "table.moreOf" : "table.all", { count })}</span>
      {hasNextPage && (
        <Button loading={isFetchingNextPage ?? false} onClick={() => fetchNextPage?.()}>
          {t("table.more")}
        </Button>
      )}
      {long && <span>{t("table.findNote")}</span>}
    </div>
  );
}
