import { useMutation } from "@tanstack/react-query";
import { Button } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, api } from "@/shared/api/client";
import { download } from "@/shared/api/download";
import { Empty } from "@/shared/page/empty";
import { Page } from "@/shared/page/page";
import { ProblemNotice } from "@/shared/page/problem-notice";
import { Menu, MenuEntry } from "@/shared/popup/menu";
import { Popup } from "@/shared/popup/popup";
import { ColumnChoice, chosenColumns } from "@/shared/table/column-choice";
import { type Column, DataTable } from "@/shared/table/data-table";
import { columnList } from "@/shared/table/list-search";
import { NoMatch } from "@/shared/table/no-match";
import { useCursorPages } from "@/shared/table/use-cursor-pages";
import { BulkStaffing } from "./bulk-staffing";
import { PrintList } from "./print-list";
import type { TaskRow } from "./rows";
import { askedOf, exportAddress, type TaskSearch } from "./search";
import { EXPORTED, useTaskColumns } from "./task-columns";
import { TaskFilters } from "./task-filters";
import { tasksKey } from "./task-queries";
import styles from "./tasks.module.css";

interface Props {
  zone: string;
  search: TaskSearch;
  onSearch: (search: TaskSearch) => void;
  mayExport: boolean;
  /** The caller's own units; a person who supervises has none and may staff any. */
  ownUnits: readonly string[];
  /** Further tools above the list, and pages that belong to it. */
  tools?: ReactNode;
  links?: ReactNode;
  /** What is to be known before the list is read. */
  notice?: ReactNode;
  /** Where the list stands after scrolling, as a row of the address. */
  onPlace: (row: string | undefined) => void;
}

/** Rows of the first page come fast; those that scrolling asks for come in larger helpings. */
const FURTHER_ROWS = 200;
const idOf = ({ id }: TaskRow) => id;
/** Nobody scrolls on purpose by less. */
const FIRST_PLACE = 20;

/** The page of the tasks that the caller may read, searched, sorted and staffed in one place. */
export function TaskList(props: Props) {
  const { zone, search, onSearch, mayExport, ownUnits, tools, links, notice, onPlace } = props;
  const { t } = useTranslation("tasks");
  const { t: shared } = useTranslation();
  const { sort, columns: named, view, row, ...filters } = search;
  const asked = askedOf(search);
  const pages = useCursorPages([...tasksKey(zone), asked], (cursor, signal) =>
    answer(
      api.GET("/api/v1/zones/{zone}/tasks", {
        params: {
          path: { zone },
          query: { ...asked, ...(cursor && { cursor, limit: FURTHER_ROWS }) },
        },
        signal,
      }),
    ),
  );
  const columns = useTaskColumns(zone);
  const chosen = columnList(named);
  const shown = chosenColumns(columns, chosen);
  const { selected, all, column, clear } = useSelection(pages.rows);
  const selectable = pages.rows?.some(changeable) ?? false;
  const filtered = Object.keys(filters).length > 0;
  const { row: _row, ...lasting } = search;
  const search_ = (change: Partial<TaskSearch>) => onSearch({ ...lasting, ...change });
  return (
    <Page
      title={shared("places.tasks")}
      actions={
        <>
          {tools}
          <ColumnChoice
            columns={columns}
            chosen={chosen}
            onChoose={(keys) => search_({ columns: keys?.join(",") } as TaskSearch)}
          />
          <PrintList
            zone={zone}
            search={search}
            columns={shown}
            rows={pages.rows ?? []}
            more={pages.hasNextPage}
            reading={pages.isFetchingNextPage}
            onMore={() => void pages.fetchNextPage()}
          />
          {mayExport && (
            <Export
              zone={zone}
              search={search}
              columns={shown.flatMap(({ key }) => EXPORTED[key] ?? [])}
            />
          )}
          <span className={styles.links}>{links}</span>
        </>
      }
    >
      {notice}
      <TaskFilters
        zone={zone}
        hasUnits={ownUnits.length > 0}
        values={filters}
        onQuery={(values) => {
          clear();
          onSearch({
            ...(values as TaskSearch),
            ...(sort && { sort }),
            ...(named && { columns: named }),
            ...(view && Object.keys(values).length > 0 && { view }),
          });
        }}
      />
      {selected.length > 0 && (
        <BulkStaffing
          zone={zone}
          tasks={selected}
          ownUnits={ownUnits}
          asked={pages.hasNextPage && all ? asked : undefined}
          onDone={clear}
        />
      )}
      <div className={styles.list}>
        <DataTable
          label={shared("places.tasks")}
          columns={selectable ? [column, ...shown] : shown}
          rowKey={idOf}
          pages={pages}
          place={row === undefined ? undefined : Number(row)}
          onPlace={(place) => onPlace(place < FIRST_PLACE ? undefined : String(place))}
          sort={sort}
          onSort={(next) => search_({ sort: next } as TaskSearch)}
          empty={
            filtered ? (
              <NoMatch onClear={() => onSearch({})} />
            ) : (
              <Empty title={t("empty.title")}>{t("empty.next")}</Empty>
            )
          }
        />
      </div>
    </Page>
  );
}

const changeable = ({ actions }: TaskRow) => actions.length > 0;

/** The rows that were ticked, and the column to tick them in; rows no longer shown are forgotten. */
function useSelection(rows: readonly TaskRow[] | undefined) {
  const { t } = useTranslation();
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const able = (rows ?? []).filter(changeable);
  const selected = able.filter(({ id }) => ticked.has(id));
  const all = able.length > 0 && selected.length === able.length;
  const toggle = (id: string) => {
    const next = new Set(ticked);
    if (!next.delete(id)) next.add(id);
    setTicked(next);
  };
  const column: Column<TaskRow> = {
    key: "select",
    title: "",
    head: (
      <input
        type="checkbox"
        aria-label={t("table.selectAll")}
        checked={all}
        onChange={() => setTicked(all ? new Set() : new Set(able.map(({ id }) => id)))}
      />
    ),
    width: 36,
    cell: (task) =>
      changeable(task) && (
        <input
          type="checkbox"
          aria-label={t("table.select", { name: task.title })}
          checked={ticked.has(task.id)}
          onChange={() => toggle(task.id)}
        />
      ),
  };
  return { selected, all, column, clear: () => setTicked(new Set()) };
}

interface ExportProps {
  zone: string;
  search: TaskSearch;
  columns: readonly string[];
}

function Export({ zone, search, columns }: ExportProps) {
  const { t, i18n } = useTranslation("tasks");
  const file = useMutation({ mutationFn: download });
  const entry = (format: "xlsx" | "csv", close: () => void) => (
    <MenuEntry
      onChoose={() => {
        close();
        file.mutate(exportAddress(zone, format, search, columns, i18n.language));
      }}
    >
      {t(`export.${format}`)}
    </MenuEntry>
  );
  return (
    <>
      <Popup
        align="end"
        disabled={file.isPending}
        panel={(close) => (
          <Menu label={t("export.label")} note={t("export.note")}>
            {entry("xlsx", close)}
            {entry("csv", close)}
          </Menu>
        )}
      >
        {t(file.isPending ? "export.busy" : "export.label")}
      </Popup>
      {file.error && (
        <div className={styles.float}>
          <ProblemNotice
            error={file.error}
            action={<Button onClick={() => file.reset()}>{t("export.close")}</Button>}
          />
        </div>
      )}
    </>
  );
}
