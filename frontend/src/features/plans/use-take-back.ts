import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { announce } from "@/shared/page/notices";
import { whatWords } from "./change-words";
import { useDesk } from "./desk-context";
import { cachedDraft, reviewStateQuery } from "./plan-queries";

/** The newest step of this person, and the last one that was taken back, as the server keeps them. */
export function useSteps() {
  const { writer } = useDesk();
  return useQuery(reviewStateQuery(writer.path)).data;
}

/** Takes a step back or forward, says what it was, and goes to where it was made. */
export function useTakeBack(): (way: "undo" | "redo") => void {
  const { t } = useTranslation("plans");
  const { writer, select } = useDesk();
  const cache = useQueryClient();
  return useCallback(
    async (way) => {
      const moved = await (way === "undo" ? writer.undo() : writer.redo());
      if (!moved) return;
      announce(t(`${way}.done`, { what: whatWords(moved) }));
      const draft = cachedDraft(cache, writer.path);
      const task = moved.tasks.find((id) => draft?.tasks.some((one) => one.id === id));
      if (task) select(task, "keyboard");
    },
    [t, writer, select, cache],
  );
}
