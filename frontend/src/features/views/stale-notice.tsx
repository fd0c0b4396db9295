import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { SavedView } from "./view-queries";
import styles from "./views.module.css";

/** Says which parts of an opened view the list no longer understands; they were left out. */
export function StaleNotice({ view, lost }: { view: SavedView; lost: readonly string[] }) {
  const { t, i18n } = useTranslation("views");
  const [read, setRead] = useState<string>();
  if (lost.length === 0 || read === view.id) return null;
  const word = (part: string) =>
    i18n.exists(`parts.${part}`, { ns: "views" }) ? t(`parts.${part}` as "parts.unit") : part;
  return (
    <div role="alert" className={styles.notice}>
      <span>
        {t("stale", {
          name: view.name,
          count: lost.length,
          parts: lost.map(word).join(t("and")),
        })}
      </span>
      <Button size="small" onClick={() => setRead(view.id)}>
        {t("understood")}
      </Button>
    </div>
  );
}
