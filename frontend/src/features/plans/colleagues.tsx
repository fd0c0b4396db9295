import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { announce } from "@/shared/page/notices";
import { changeWords } from "./change-words";
import { useDesk } from "./desk-context";
import { planQuery, readAgain, reviewStateQuery } from "./plan-queries";

const PRESENT_MS = 5 * 60_000;

/** Who else has been at this draft within the last minutes; brings in what they changed. */
export function Colleague() {
  const { t } = useTranslation("plans");
  const { writer } = useDesk();
  const { data, dataUpdatedAt } = useQuery(reviewStateQuery(writer.path));
  const others = data?.recent.filter(({ mine }) => !mine) ?? [];
  const newest = others[0];
  useArrivals(data?.revision, newest && `${newest.id} ${newest.moved_at}`, () => {
    if (newest) announce(changeWords(newest));
  });
  if (!newest || dataUpdatedAt - Date.parse(newest.moved_at) > PRESENT_MS) return null;
  return <span title={changeWords(newest)}>{t("others.present", { name: newest.who })}</span>;
}

/** Reads the draft again when a colleague has changed it, and the document when anything has. */
function useArrivals(revision: string | undefined, theirs: string | undefined, tell: () => void) {
  const cache = useQueryClient();
  const { writer } = useDesk();
  const seen = useRef<{ revision: string | undefined; theirs: string | undefined }>(undefined);
  const say = useRef(tell);
  useEffect(() => {
    say.current = tell;
  });
  useEffect(() => {
    const before = seen.current;
    if (revision === undefined) return;
    seen.current = { revision, theirs };
    if (!before) return;
    if (before.revision !== revision)
      void cache.invalidateQueries({ queryKey: planQuery(writer.path).queryKey });
    if (before.theirs === theirs) return;
    void readAgain(cache, writer.path);
    say.current();
  }, [cache, writer, revision, theirs]);
}
