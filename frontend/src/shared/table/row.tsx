import { type MouseEvent, memo, type Ref } from "react";
import type { Column } from "./data-table";
import styles from "./data-table.module.css";

interface Props<Row> {
  row: Row;
  columns: readonly Column<Row>[];
  current: boolean;
  /** Its place in the list, from 0, where not all rows are on the page. */
  index?: number;
  ref?: Ref<HTMLTableRowElement>;
}

function PlainRow<Row>({ row, columns, current, index, ref }: Props<Row>) {
  const place = index === undefined ? {} : { "data-index": index, "aria-rowindex": index + 2 };
  return (
    <tr ref={ref} {...place} onClick={followLink} aria-current={current ? "true" : undefined}>
      {columns.map((column) => (
        <Cell key={column.key} column={column} row={row} />
      ))}
    </tr>
  );
}

/** One row; it is drawn again only when it changes, so that scrolling costs the new rows alone. */
export const RowOfTable = memo(PlainRow) as typeof PlainRow;

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

function followLink(event: MouseEvent<HTMLTableRowElement>): void {
  const target = event.target as HTMLElement;
  const selecting = (window.getSelection()?.toString().length ?? 0) > 0;
  if (selecting || target.closest("a, button, input, select, textarea, label, [role=combobox]"))
    return;
  event.currentTarget.querySelector<HTMLAnchorElement>("a[href]")?.click();
}
