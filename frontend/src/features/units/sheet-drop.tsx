import { type DragEvent, useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import styles from "./units.module.css";

interface Props {
  busy: boolean;
  onFile: (file: File) => void;
}

/** Takes one file, dropped or chosen; the same file may be chosen again after it was corrected. */
export function SheetDrop({ busy, onFile }: Props) {
  const { t } = useTranslation("units");
  const [over, setOver] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const id = useId();
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const file = event.dataTransfer.files[0];
    if (file && !busy) onFile(file);
  };
  return (
    <label
      htmlFor={id}
      className={styles.drop}
      data-over={over || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <strong>{t("import.choose")}</strong>
      <span>{t("import.drop")}</span>
      <input
        ref={field}
        id={id}
        type="file"
        className="visually-hidden"
        accept=".xlsx,.csv"
        disabled={busy}
        onChange={() => {
          const file = field.current?.files?.[0];
          if (file) onFile(file);
          if (field.current) field.current.value = "";
        }}
      />
    </label>
  );
}
