import { useRouter } from "@tanstack/react-router";
import type { MouseEvent } from "react";
import { useTranslation } from "react-i18next";
import type { components } from "@/shared/api/schema.gen";
import { writeAddress } from "@/shared/table/list-search";
import styles from "./matrix.module.css";
import { heat, listSearchOf, type MatrixSearch } from "./search";

type Schemas = components["schemas"];
type Counted = Schemas["Counted"];

interface Props {
  zone: string;
  search: MatrixSearch;
  matrix: Schemas["Matrix"];
}

/** Plain elements only: sixty units and eighteen topics are a thousand cells. */
export function MatrixTable({ zone, search, matrix }: Props) {
  const { t, i18n } = useTranslation("matrix");
  const router = useRouter();
  const { rows, columns, total } = matrix;
  const most = Math.max(0, ...rows.flatMap(({ cells }) => cells.map(({ count }) => count)));
  const place = (unit: string, key?: string) =>
    `/zones/${encodeURIComponent(zone)}/tasks${writeAddress(listSearchOf(search, unit, key))}`;
  const nameOf = (column: Schemas["MatrixColumn"]) =>
    i18n.language === "en" ? column.name_en : column.name;
  const follow = (event: MouseEvent<HTMLTableElement>) => {
    const link = (event.target as HTMLElement).closest("a");
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    router.history.push(link.getAttribute("href") ?? "");
  };
  return (
    <section className={styles.scroll} aria-label={t("label")} tabIndex={-1}>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the links inside take the keyboard. */}
      <table className={styles.matrix} onClick={follow}>
        <caption className="visually-hidden">{t("caption")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("unit")}</th>
            <th scope="col">{t("total")}</th>
            {columns.map((column) => (
              <th key={column.key} scope="col" title={nameOf(column)}>
                <span>{nameOf(column)}</span>
              </th>
            ))}
          </tr>
          <tr>
            <th scope="row">{t("all")}</th>
            <td>
              <Count of={total} />
            </td>
            {columns.map((column) => (
              <td key={column.key}>
                <Count of={column} />
              </td>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const cells = new Map(row.cells.map((cell) => [cell.key, cell]));
            return (
              <tr key={row.unit}>
                <th scope="row">{row.name}</th>
                <td>
                  <a href={place(row.unit)} aria-label={t("totalOf", { name: row.name })}>
                    <Count of={row} />
                  </a>
                </td>
                {columns.map((column) => {
                  const cell = cells.get(column.key);
                  if (!cell) return <td key={column.key} />;
                  return (
                    <td key={column.key} data-heat={heat(cell.count, most)}>
                      <a
                        href={place(row.unit, column.key)}
                        aria-label={t(cell.overdue ? "cellLate" : "cell", {
                          unit: row.name,
                          column: nameOf(column),
                          ...cell,
                        })}
                      >
                        <Count of={cell} />
                      </a>
                    </td>
                  );
                })}
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

function Count({ of: { count, overdue } }: { of: Counted }) {
  const { t } = useTranslation("matrix");
  return (
    <>
      {count}
      {overdue > 0 && <small>{t("late", { count: overdue })}</small>}
    </>
  );
}
