import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
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
  const scrollMargin = useTopOf(body, rows.length);
  // The same function for the same rows: with a new one all rows would be laid out anew at each step.
  const getItemKey = useCallback((index: number) => rowKey(rows[index] as Row), [rowKey, rows]);
  const virtualizer = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => ROW_HEIGHT,
    getItemKey,
    overscan: ROWS_AROUND,
    scrollMargin,
    scrollPaddingStart: TOP,
  });
  const shown = virtualizer.getVirtualItems();
  const before = (shown[0]?.start ?? scrollMargin) - scrollMargin;
  const after = virtualizer.getTotalSize() - ((shown.at(-1)?.end ?? scrollMargin) - scrollMargin);
  const started = useStart(
    place,
    rows.length,
    (index) => virtualizer.scrollToIndex(index, { align: "start" }),
    (index) => isWithin(virtualizer.range, index),
  );
  useSettled(
    started,
    onPlace,
    () => virtualizer.getVirtualItemForOffset(window.scrollY + TOP)?.index,
  );
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

const isWithin = (range: { startIndex: number; endIndex: number } | null, index: number) =>
  range !== null && range.startIndex <= index && index <= range.endIndex;

/** How far below the top of the page the rows begin; asked when rows were added or the window changed, as it costs. */
function useTopOf(body: RefObject<HTMLElement | null>, count: number): number {
  const [top, setTop] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: whatever adds rows may have moved them.
  useLayoutEffect(() => {
    const look = () => {
      const found = body.current?.getBoundingClientRect().top ?? 0;
      setTop(Math.round(found + window.scrollY));
    };
    look();
    window.addEventListener("resize", look);
    return () => window.removeEventListener("resize", look);
  }, [body, count]);
  return top;
}

function Gap({ height, columns }: { height: number; columns: number }) {
  if (height <= 0) return null;
  return (
    <tr>
      <td colSpan={columns} style={{ height, padding: 0, border: 0 }} />
    </tr>
  );
}

const AGAIN_MS = 100;
const MOST_TRIES = 20;
/** What a person does who wants to be elsewhere. */
const OWN_WAY = ["wheel", "touchstart", "pointerdown", "keydown"] as const;

/**
 * Goes to the place as soon as its row is there, and again while what stands above the list still moves it away.
 * Tells whether that is over: until then the list stands where nobody put it.
 */
function useStart(
  place: number | undefined,
  count: number,
  go: (index: number) => void,
  there: (index: number) => boolean,
): RefObject<boolean> {
  const gone = useRef(false);
  const over = useRef(place === undefined);
  const latest = useRef({ go, there });
  latest.current = { go, there };
  const timer = useRef<ReturnType<typeof setInterval>>(undefined);
  const stop = useCallback(() => {
    clearInterval(timer.current);
    over.current = true;
  }, []);
  useEffect(() => {
    if (gone.current || place === undefined || place >= count) return;
    gone.current = true;
    if (over.current) return;
    latest.current.go(place);
    let tries = 0;
    timer.current = setInterval(() => {
      if (latest.current.there(place) || ++tries > MOST_TRIES) stop();
      else latest.current.go(place);
    }, AGAIN_MS);
  }, [place, count, stop]);
  useEffect(() => {
    for (const one of OWN_WAY) window.addEventListener(one, stop, { passive: true });
    return () => {
      clearInterval(timer.current);
      for (const one of OWN_WAY) window.removeEventListener(one, stop);
    };
  }, [stop]);
  return over;
}

const SETTLED_MS = 400;

/** Tells where the list stands once scrolling has come to rest. */
function useSettled(
  started: RefObject<boolean>,
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
        const place = started.current ? latest.current.here() : undefined;
        if (place !== undefined) latest.current.tell?.(place);
      }, SETTLED_MS);
    };
    window.addEventListener("scroll", settle, { passive: true });
    return () => {
      clearTimeout(timer);
      window.removeEventListener("scroll", settle);
    };
  }, [started]);
}
