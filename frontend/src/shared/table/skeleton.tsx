import { useTranslation } from "react-i18next";
import type { Column } from "./data-table";
import styles from "./data-table.module.css";

const ROWS = ["1", "2", "3", "4", "5", "6", "7", "8"];

/** The list's own head over grey lines, while its first rows are on the way. */
export function Skeleton<Row>({ columns }: { columns: readonly Column<Row>[] }) {
  const { t } = useTranslation();
  return (
    <>
      <p className="visually-hidden" role="status">
        {t("waiting")}
      </p>
      <table className={`${styles.table} ${styles.skeleton}`} aria-hidden="true">
        <thead>
          <tr>
            {columns.map(({ key, title, width }) => (
              <th key={key} style={width === undefined ? undefined : { width }}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {ROWS.map((row) => (
            <tr key={row}>
              {columns.map(({ key }) => (
                <td key={key}>
                  <span />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
