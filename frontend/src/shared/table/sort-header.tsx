import { useTranslation } from "react-i18next";
import type { Column } from "./data-table";
import styles from "./data-table.module.css";

interface Props<Row> {
  column: Column<Row>;
  sort: string | undefined;
  onSort: ((sort: string | undefined) => void) | undefined;
}

/** A column's head; clicking goes ascending, descending, unsorted. */
export function SortHeader<Row>({ column, sort, onSort }: Props<Row>) {
  const { t } = useTranslation();
  const common = {
    scope: "col",
    style: column.width === undefined ? undefined : { width: column.width },
    className: column.align === "end" ? styles.end : undefined,
  };
  const name = column.sort;
  if (name === undefined || onSort === undefined)
    return <th {...common}>{column.head ?? column.title}</th>;
  const direction = sort === name ? "ascending" : sort === `-${name}` ? "descending" : undefined;
  const next = direction === undefined ? name : direction === "ascending" ? `-${name}` : undefined;
  const hint = t(direction === "ascending" ? "table.sortDescending" : "table.sortAscending", {
    column: column.title,
  });
  return (
    <th {...common} aria-sort={direction ?? "none"}>
      <button type="button" className={styles.sort} title={hint} onClick={() => onSort(next)}>
        {column.title}
        <span aria-hidden="true" className={styles.arrow}>
          {direction === "ascending" ? "↑" : direction === "descending" ? "↓" : "↕"}
        </span>
      </button>
    </th>
  );
}
