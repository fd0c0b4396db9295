import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { announce } from "@/shared/page/notices";
import { useDesk } from "./desk-context";

/** Takes the last change back, says what it was, and goes to where it was made. */
export function useTakeBack(): () => void {
  const { t } = useTranslation("plans");
  const { writer, select } = useDesk();
  return useCallback(() => {
    const taken = writer.undoLast();
    if (!taken) return;
    announce(t("undo.done", { what: t(`undo.${taken.what}`) }));
    if (taken.task) select(taken.task, "keyboard");
  }, [t, writer, select]);
}
