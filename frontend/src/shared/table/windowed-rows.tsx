import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useLayoutEffect, useRef, useState } from "react";
import type { Column } from "./data-table";
import { RowOfTable } from "./row";

/** What a row is about as tall as before it has been measured: two lines. */
const ROW_HEIGHT = 57;
const ROWS_AROUND = 12;
/** Where the first row begins below what stays on top of the page. */
const TOP = 96;

interface Props<Row> {
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  currentKey: string | undefined;
  /** The row to begin with, counted from 0. */
  place: number | undefined;
  onPlace: ((place: number) => void) | undefined;
}

/** The rows of a long list that are in view, and some around them; the page itself scrolls. */
export function WindowedRows<Row>(props: Props<Row>) {
  const { columns, rows, rowKey, currentKey, place, onPlace } = props;
  const body = useRef<HTMLTableSectionElement>(null);
  const [scrollMargin, setScrollMargin] = useState(0);
  useLayoutEffect(() => {
    const top = body.current?.getBoundingClientRect().top ?? 0;
    const margin = Math.round(top + window.scrollY);
    setScrollMargin((before) => (Math.abs(before - margin) > 1 ? margin : before));
  });
  const virtualizer = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: (index) => rowKey(rows[index] as Row),
    overscan: ROWS_AROUND,
    scrollMargin,
    scrollPaddingStart: TOP,
  });
  const shown = virtualizer.getVirtualItems();
  const before = (shown[0]?.start ?? scrollMargin) - scrollMargin;
  const after = virtualizer.getTotalSize() - ((shown.at(-1)?.end ?? scrollMargin) - scrollMargin);
  useStart(place, rows.length, (index) => virtualizer.scrollToIndex(index, { align: "start" }));
  useSettled(onPlace, () => virtualizer.getVirtualItemForOffset(window.scrollY + TOP)?.index);
  return (
    <tbody ref={body}>
      <Gap height={before} columns={columns.length} />
      {shown.map(({ index, key }) => (
        <RowOfTable
          key={key}
          ref={virtualizer.measureElement}
          index={index}
          row={rows[index] as Row}
          columns={columns}
          current={key === currentKey}
        />
      ))}
      <Gap height={after} columns={columns.length} />
    </tbody>
  );
}

function Gap({ height, columns }: { height: number; columns: number }) {
  if (height <= 0) return null;
  return (
    <tr>
      <td colSpan={columns} style={{ height, padding: 0, border: 0 }} />
    </tr>
  );
}

/** Goes to the place once, as soon as its row is there. */
function useStart(place: number | undefined, count: number, go: (index: number) => void): void {
  const gone = useRef(false);
  const latest = useRef(go);
  latest.current = go;
  useEffect(() => {
    if (gone.current || place === undefined || place >= count) return;
    gone.current = true;
    latest.current(place);
  }, [place, count]);
}

const SETTLED_MS = 400;

/** Tells where the list stands once scrolling has come to rest. */
function useSettled(
  tell: ((place: number) => void) | undefined,
  here: () => number | undefined,
): void {
  const latest = useRef({ tell, here });
  latest.current = { tell, here };
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const settle = () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        const place = latest.current.here();
        if (place !== undefined) latest.current.tell?.(place);
      }, SETTLED_MS);
    };
    window.addEventListener("scroll", settle, { passive: true });
    return () => {
      clearTimeout(timer);
      window.removeEventListener("scroll", settle);
    };
  }, []);
}
