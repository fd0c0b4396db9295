import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { announce } from "@/shared/page/notices";
import { useDesk } from "./desk-context";
import type { Line } from "./marking/lines";
import styles from "./original.module.css";
import { cachedDraft } from "./plan-queries";
import { titleFrom } from "./task-changes";

/** A heading alone says nothing to do. */
const MADE_OF: ReadonlySet<Line["role"]> = new Set(["body", "table", "item"]);

/** Makes a task of a paragraph that became nothing, with one click. */
export function MakeTask({ text, line }: { text: string; line: Line }) {
  const { t } = useTranslation("plans");
  const { writer, readOnly, points, select } = useDesk();
  const cache = useQueryClient();
  const [busy, setBusy] = useState(false);
  if (readOnly || !MADE_OF.has(line.role)) return null;
  const make = async () => {
    const words = text.slice(line.start, line.end);
    const start = points.toPoints(line.start);
    const before = cachedDraft(cache, writer.path)?.tasks.findLast(
      (task) => task.start !== null && task.start <= start,
    );
    setBusy(true);
    const made = await writer.addTask({
      after: before?.id ?? null,
      title: titleFrom(words) || words.slice(0, 120),
      section: before?.section ?? "",
      body: words.slice(0, 20_000),
      start,
      end: points.toPoints(line.end),
    });
    setBusy(false);
    if (!made) return;
    select(made.id, "keyboard");
    announce(t("add.done"));
  };
  return (
    <button
      type="button"
      className={styles.make}
      disabled={busy}
      onClick={(event) => {
        event.stopPropagation();
        void make();
      }}
    >
      {t("unused.make")}
    </button>
  );
}
