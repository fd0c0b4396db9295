import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { answer, api } from "@/shared/api/client";
import { Choice } from "@/shared/form/controls";
import { Empty } from "@/shared/page/empty";
import { Mark } from "@/shared/status/mark";
import { type Column, DataTable } from "@/shared/table/data-table";
import { NoMatch } from "@/shared/table/no-match";
import { QueryBar, QueryField, SearchField } from "@/shared/table/query-bar";
import { useCursorPages } from "@/shared/table/use-cursor-pages";
import type { Unit } from "@/shared/units/directory";
import type { UnitKind, UnitSearch } from "./search";
import { unitsKey, useKinds } from "./unit-queries";
import styles from "./units.module.css";

type Values = { [Key in keyof UnitSearch]: string | undefined };

interface Props {
  zone: string;
  search: UnitSearch;
  onSearch: (search: UnitSearch) => void;
  /** What to offer where the directory is empty. */
  begin?: ReactNode;
}

/** The directory of a zone's units in pinyin order. */
export function UnitList({ zone, search, onSearch, begin }: Props) {
  const { t } = useTranslation("units");
  const { t: shared } = useTranslation();
  const kinds = useKinds(zone);
  const asked = {
    ...(search.q && { search: search.q }),
    ...(search.kind && { kind: search.kind }),
    ...(search.active && { active: search.active === "yes" }),
  };
  const pages = useCursorPages([...unitsKey(zone), asked], (cursor, signal) =>
    answer(
      api.GET("/api/v1/zones/{zone}/units", {
        params: { path: { zone }, query: { ...asked, ...(cursor && { cursor }) } },
        signal,
      }),
    ),
  );
  return (
    <>
      <QueryBar<Values>
        label={t("filter.label")}
        values={search}
        onQuery={(values) => onSearch(values as UnitSearch)}
      >
        {({ values, write, choose }) => (
          <>
            <SearchField
              label={t("filter.q")}
              hint={t("filter.qHint")}
              value={values.q}
              onType={(q) => write({ q })}
            />
            <QueryField label={t("kind")}>
              <Choice
                value={values.kind}
                options={kinds.options}
                none={t("filter.any")}
                onPick={(kind) => choose({ kind })}
              />
            </QueryField>
            <QueryField label={t("state")}>
              <Choice
                value={values.active}
                options={[
                  ["yes", t("active")],
                  ["no", t("inactive")],
                ]}
                none={t("filter.any")}
                onPick={(active) => choose({ active })}
              />
            </QueryField>
          </>
        )}
      </QueryBar>
      <DataTable
        label={shared("places.units")}
        columns={useColumns(zone, kinds.name)}
        rowKey={({ id }) => id}
        pages={pages}
        empty={
          Object.keys(search).length > 0 ? (
            <NoMatch onClear={() => onSearch({})} />
          ) : (
            <Empty title={t("empty.title")} action={begin}>
              {t("empty.next")}
            </Empty>
          )
        }
      />
    </>
  );
}

function useColumns(zone: string, kindName: (kind: UnitKind) => string): Column<Unit>[] {
  const { t } = useTranslation("units");
  return [
    {
      key: "name",
      title: t("name"),
      heading: true,
      width: 260,
      cell: (unit) => (
        <Link to="/zones/$zone/units/$unit" params={{ zone, unit: unit.id }}>
          {unit.name}
        </Link>
      ),
    },
    { key: "kind", title: t("kind"), width: 150, cell: (unit) => kindName(unit.kind) },
    { key: "aliases", title: t("aliases"), cell: (unit) => unit.aliases.join("、") },
    {
      key: "members",
      title: t("members"),
      width: 120,
      cell: (unit) =>
        unit.kind === "collective" && (
          <span className={unit.member_count === 0 ? styles.attention : undefined}>
            {t("memberCount", { count: unit.member_count })}
          </span>
        ),
    },
    {
      key: "active",
      title: t("state"),
      width: 110,
      cell: (unit) => (
        <Mark tone={unit.active ? "good" : "gone"}>{t(unit.active ? "active" : "inactive")}</Mark>
      ),
    },
  ];
}
