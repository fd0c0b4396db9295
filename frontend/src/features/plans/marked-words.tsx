import { Button } from "antd";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import styles from "./desk.module.css";

interface Props {
  at: { x: number; y: number };
  onAdd: () => void;
  onGone: () => void;
}

/** Appears beside words that were marked in the original. */
export function MarkedWords({ at, onAdd, onGone }: Props) {
  const { t } = useTranslation("plans");
  useEffect(() => {
    const look = () => {
      if (window.getSelection()?.isCollapsed !== false) onGone();
    };
    document.addEventListener("selectionchange", look);
    return () => document.removeEventListener("selectionchange", look);
  }, [onGone]);
  return (
    <div
      className={styles.marked}
      style={{ left: Math.min(at.x, window.innerWidth - 220), top: at.y + 14 }}
    >
      {/* Keeps the marking, which a press elsewhere would clear. */}
      <Button type="primary" onMouseDown={(event) => event.preventDefault()} onClick={onAdd}>
        {t("add.fromWords")} <kbd>A</kbd>
      </Button>
    </div>
  );
}
