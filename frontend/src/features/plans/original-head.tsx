import { useTranslation } from "react-i18next";
import { Legend } from "./legend";
import styles from "./original.module.css";

interface Props {
  unused: number;
  only: boolean;
  onOnly: (only: boolean) => void;
}

/** The legend of the marks, and the way to what was read and became nothing. */
export function OriginalHead({ unused, only, onOnly }: Props) {
  const { t } = useTranslation("plans");
  return (
    <div className={styles.head}>
      <Legend />
      <button
        type="button"
        aria-pressed={only}
        disabled={unused === 0 && !only}
        title={t("unused.note")}
        onClick={() => onOnly(!only)}
      >
        {unused === 0 ? t("unused.none") : t("unused.only", { count: unused })}
      </button>
    </div>
  );
}
