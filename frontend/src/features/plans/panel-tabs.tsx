import { useTranslation } from "react-i18next";
import styles from "./desk.module.css";
import { useDesk } from "./desk-context";
import type { DraftFigures } from "./doubt-queue";
import { PANELS, type Panel } from "./search";

interface Props {
  panel: Panel;
  figures: DraftFigures;
  duties: number;
  onPanel: (panel: Panel) => void;
}

export function PanelTabs({ panel, figures, duties, onPanel }: Props) {
  const { t } = useTranslation("plans");
  const { readOnly } = useDesk();
  const shown = PANELS.filter((one) => one !== "units" || !readOnly);
  return (
    <nav className={styles.tabs} aria-label={t("panel.label")}>
      {shown.map((one) => (
        <button
          key={one}
          type="button"
          aria-current={one === panel ? "page" : undefined}
          onClick={() => onPanel(one)}
        >
          {t(`panel.${one}`)}
          {one === "tasks" && <small>{figures.tasks}</small>}
          {one === "duties" && <small>{duties}</small>}
          {one === "units" && figures.unresolved > 0 && (
            <small data-open>{t("panel.unresolved", { count: figures.unresolved })}</small>
          )}
        </button>
      ))}
    </nav>
  );
}
