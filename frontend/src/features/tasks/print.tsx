import { useParams } from "@tanstack/react-router";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { useMe, usePlaceName } from "@/shared/api/me";
import { formatInstant } from "@/shared/i18n/format";
import styles from "./print.module.css";

/** On paper only: which zone and what this is, the words that describe it, and when it was printed. */
export function PrintHead({ title, lines }: { title: string; lines: readonly string[] }) {
  const { t } = useTranslation("tasks");
  const { zone: code } = useParams({ strict: false });
  const me = useMe();
  const nameOf = usePlaceName();
  const zone = me.zones.find((one) => one.code === code);
  return (
    <div className={styles.head}>
      <div>
        <strong>{zone ? nameOf(zone) : ""}</strong>
        <span>{title}</span>
        <span>{t("print.at", { at: formatInstant(new Date().toISOString()) })}</span>
      </div>
      {lines.filter(Boolean).map((line) => (
        <p key={line}>{line}</p>
      ))}
    </div>
  );
}

export function PrintButton() {
  const { t } = useTranslation("tasks");
  return <Button onClick={() => window.print()}>{t("print.button")}</Button>;
}
