import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { whatWords } from "./change-words";
import styles from "./desk.module.css";
import { useSteps, useTakeBack } from "./use-take-back";

/** Back and forward, each with what it would do; kept on the server, so that closing the page loses no step. */
export function Steps() {
  const { t } = useTranslation("plans");
  const steps = useSteps();
  const take = useTakeBack();
  const undo = steps?.undo ? whatWords(steps.undo) : undefined;
  const redo = steps?.redo ? whatWords(steps.redo) : undefined;
  return (
    <>
      <Button
        className={styles.undo ?? ""}
        disabled={!undo}
        onClick={() => take("undo")}
        title={undo ? t("undo.next", { what: undo }) : t("undo.nothing")}
      >
        <span>
          {t("undo.button")}
          {undo && <small>{undo}</small>}
        </span>
      </Button>
      <Button
        disabled={!redo}
        onClick={() => take("redo")}
        aria-label={t("redo.button")}
        title={redo ? t("redo.next", { what: redo }) : t("redo.nothing")}
      >
        ↷
      </Button>
    </>
  );
}
