import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useEffect, useEffectEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "@/shared/i18n/format";
import { directoryQuery } from "@/shared/units/directory";
import { PrintHead } from "./print";
import type { TaskSearch } from "./search";
import { adoptedPlansQuery } from "./task-queries";

const MOST_PRINTED = 1000;

interface HeadProps {
  zone: string;
  search: TaskSearch;
  count: number;
  more: boolean;
}

export function PrintListHead({ zone, search, count, more }: HeadProps) {
  const { t } = useTranslation("tasks");
  const words = useFilterWords(zone, search);
  const lines = [
    words.length > 0
      ? t("print.filters", { words: words.join(t("print.between")) })
      : t("print.none"),
    more ? t("print.many", { count }) : t("print.count", { count }),
  ];
  return <PrintHead title={t("print.list")} lines={lines} />;
}

interface Props {
  count: number;
  /** Whether rows that match are not on the page yet. */
  more: boolean;
  reading: boolean;
  onMore: () => void;
}

/** Prints the list with its filters: reads the rows that are missing first, also on Ctrl+P. */
export function PrintList({ count, more, reading, onMore }: Props) {
  const { t } = useTranslation("tasks");
  const [wanted, setWanted] = useState(false);
  const full = count >= MOST_PRINTED;
  const go = useEffectEvent(() => {
    if (more && !full) {
      if (!reading) onMore();
      return;
    }
    setWanted(false);
    window.print();
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: each page that arrives asks for the next one.
  useEffect(() => {
    if (wanted) go();
  }, [wanted, count, more, reading]);
  useEffect(() => {
    const keys = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "p") return;
      event.preventDefault();
      setWanted(true);
    };
    window.addEventListener("keydown", keys);
    return () => window.removeEventListener("keydown", keys);
  }, []);
  return (
    <Button type="text" loading={wanted} onClick={() => setWanted(true)}>
      {t(wanted ? "print.busy" : "print.button")}
    </Button>
  );
}

/** The filters as a reader of the paper would say them. */
function useFilterWords(zone: string, search: TaskSearch): string[] {
  const { t } = useTranslation("tasks");
  const { date } = useFormat();
  const units = useQuery({ ...directoryQuery(zone), enabled: search.unit !== undefined });
  const plans = useQuery({ ...adoptedPlansQuery(zone), enabled: search.plan !== undefined });
  const named = (label: string, value: string | undefined) =>
    value ? [t("print.named", { label, value })] : [];
  const unit = units.data?.find(({ id }) => id === search.unit)?.name;
  const plan = plans.data?.find(({ id }) => id === search.plan)?.title;
  const { relation, state, precondition, from, to } = search;
  return [
    ...named(t("filter.q"), search.q),
    ...named(t("filter.unit"), unit),
    ...named(
      t("filter.relation"),
      relation && (relation === "mine" ? t("filter.mine") : t(`relations.${relation}`)),
    ),
    ...named(
      t("filter.state"),
      state && (state === "unstaffed,active" ? t("filter.open") : t(`states.${state}`)),
    ),
    ...named(t("filter.plan"), plan),
    ...named(t("filter.precondition"), precondition && t(`filter.preconditions.${precondition}`)),
    ...named(
      t("filter.deadline"),
      from || to
        ? `${from ? date(from) : ""} ${t("filter.until")} ${to ? date(to) : ""}`.trim()
        : undefined,
    ),
    ...(search.overdue ? [t("filter.overdue")] : []),
    ...(search.provisional ? [t("filter.provisional")] : []),
  ];
}
