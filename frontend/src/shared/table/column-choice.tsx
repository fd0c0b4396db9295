import { SettingOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { Popup } from "../popup/popup";
import type { Column } from "./data-table";
import styles from "./data-table.module.css";

/** The columns that the list in the address names, in their own order; without a list the usual ones. */
export function chosenColumns<Row>(
  columns: readonly Column<Row>[],
  chosen: readonly string[] | undefined,
): Column<Row>[] {
  return columns.filter(
    (column) => column.heading || (chosen ? chosen.includes(column.key) : !column.extra),
  );
}

interface Props<Row> {
  columns: readonly Column<Row>[];
  chosen: readonly string[] | undefined;
  onChoose: (keys: string[] | undefined) => void;
}

export function ColumnChoice<Row>({ columns, chosen, onChoose }: Props<Row>) {
  const { t } = useTranslation();
  const choices = columns.filter((column) => !column.heading);
  const shown = new Set(chosenColumns(choices, chosen).map((column) => column.key));
  const toggle = (key: string) => {
    const next = new Set(shown);
    if (!next.delete(key)) next.add(key);
    onChoose([...next]);
  };
  return (
    <Popup
      align="end"
      panel={() => (
        <fieldset className={styles.choices} style={{ border: 0, margin: 0, padding: 0 }}>
          <legend className="visually-hidden">{t("table.columns")}</legend>
          {choices.map((column) => (
            <label key={column.key} className={styles.choice}>
              <input
                type="checkbox"
                checked={shown.has(column.key)}
                onChange={() => toggle(column.key)}
              />
              {column.title}
            </label>
          ))}
          <hr />
          <Button type="link" size="small" disabled={!chosen} onClick={() => onChoose(undefined)}>
            {t("table.columnsReset")}
          </Button>
        </fieldset>
      )}
    >
      <SettingOutlined aria-hidden="true" /> {t("table.columns")}
    </Popup>
  );
}
