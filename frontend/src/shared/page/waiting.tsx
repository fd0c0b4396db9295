import { useTranslation } from "react-i18next";
import styles from "./page.module.css";

export function Waiting() {
  const { t } = useTranslation();
  return (
    <div className={styles.waiting} role="status">
      {t("waiting")}
    </div>
  );
}
