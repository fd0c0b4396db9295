import { useTranslation } from "react-i18next";
import { Choice } from "@/shared/form/controls";
import styles from "./columns.module.css";
import {
  bySheet,
  letterOf,
  SHEET_FIELDS,
  type SheetColumn,
  type SheetField,
} from "./columns-calls";

interface Props {
  columns: readonly SheetColumn[];
  readOnly: boolean;
  onField: (column: SheetColumn, field: SheetField) => void;
}

/** One table for each sheet: its columns with what stands in them, and what they are taken for. */
export function ColumnsTable({ columns, readOnly, onField }: Props) {
  const { t } = useTranslation("plans");
  const sheets = bySheet(columns);
  const words = (field: SheetField) => t(`columns.field.${field}`);
  const options = SHEET_FIELDS.map((field) => [field, words(field)] as const);
  return sheets.map(({ sheet, name, columns: own }) => (
    <table key={sheet} className={styles.table}>
      {(sheets.length > 1 || name) && (
        <caption>{t("columns.sheet", { name: name || sheet + 1 })}</caption>
      )}
      <thead>
        <tr>
          <th scope="col">{t("columns.column")}</th>
          <th scope="col">{t("columns.samples")}</th>
          <th scope="col">{t("columns.meaning")}</th>
        </tr>
      </thead>
      <tbody>
        {own.map((column) => (
          <tr key={column.index} data-doubtful={column.doubtful || undefined}>
            <th scope="row">
              <span>{letterOf(column.index)}</span>
              {column.header || t("columns.noHeader")}
            </th>
            <td>
              {column.samples.length > 0 ? (
                <ul>
                  {column.samples.map((sample) => (
                    <li key={sample}>{sample}</li>
                  ))}
                </ul>
              ) : (
                t("columns.empty")
              )}
            </td>
            <td>
              {readOnly ? (
                words(column.field)
              ) : (
                <Choice
                  value={column.field}
                  options={options}
                  aria-label={t("columns.meaningOf", {
                    column: column.header || letterOf(column.index),
                  })}
                  onPick={(field) => onField(column, field as SheetField)}
                />
              )}
              {column.doubtful && <small>{t("columns.unsure")}</small>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  ));
}
