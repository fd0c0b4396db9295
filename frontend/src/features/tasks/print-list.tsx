import { Button } from "antd";
import { useEffect, useEffectEvent, useState } from "react";
import { createPortal, flushSync } from "react-dom";
import { useTranslation } from "react-i18next";
import type { Column } from "@/shared/table/data-table";
import { PrintHead } from "./print";
import styles from "./print.module.css";
import type { TaskRow } from "./rows";
import type { TaskSearch } from "./search";
import { useFilterWords } from "./use-filter-words";

const MOST_PRINTED = 1000;

interface Props {
  zone: string;
  search: TaskSearch;
  columns: readonly Column<TaskRow>[];
  rows: readonly TaskRow[];
  /** Whether rows that match are not on the page yet. */
  more: boolean;
  reading: boolean;
  onMore: () => void;
}

/** Prints all rows of the list, on Ctrl+P too: reads those that are missing, then lays them out for paper. */
export function PrintList(props: Props) {
  const { rows, more, reading, onMore } = props;
  const { t } = useTranslation("tasks");
  const [wanted, setWanted] = useState(false);
  const [paper, setPaper] = useState<"asked" | "shown">();
  const go = useEffectEvent(() => {
    if (more && rows.length < MOST_PRINTED) {
      if (!reading) onMore();
      return;
    }
    setWanted(false);
    setPaper("asked");
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: each page that arrives asks for the next one.
  useEffect(() => {
    if (wanted) go();
  }, [wanted, rows.length, more, reading]);
  useEffect(() => {
    if (paper === "asked") window.print();
  }, [paper]);
  useEffect(() => {
    const keys = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "p") return;
      event.preventDefault();
      setWanted(true);
    };
    // From the browser's own menu there is no time to read more: what is on the page is printed.
    const before = () => flushSync(() => setPaper((asked) => asked ?? "shown"));
    const after = () => setPaper(undefined);
    window.addEventListener("keydown", keys);
    window.addEventListener("beforeprint", before);
    window.addEventListener("afterprint", after);
    return () => {
      window.removeEventListener("keydown", keys);
      window.removeEventListener("beforeprint", before);
      window.removeEventListener("afterprint", after);
    };
  }, []);
  return (
    <>
      <Button type="text" loading={wanted} onClick={() => setWanted(true)}>
        {t(wanted ? "print.busy" : "print.button")}
      </Button>
      {paper && createPortal(<Paper {...props} />, document.body)}
    </>
  );
}

function Paper({ zone, search, columns, rows, more }: Props) {
  const { t } = useTranslation("tasks");
  const words = useFilterWords(zone, search);
  const lines = [
    words.length > 0
      ? t("print.filters", { words: words.join(t("print.between")) })
      : t("print.none"),
    t(more ? "print.many" : "print.count", { count: rows.length }),
  ];
  return (
    <div className={styles.paper} data-paper>
      <PrintHead title={t("print.list")} lines={lines} />
      <table>
        <thead>
          <tr>
            {columns.map(({ key, title, width }) => (
              <th key={key} scope="col" style={{ width }}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              {columns.map(({ key, cell }) => (
                <td key={key}>{cell(row)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
