import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useFormat } from "@/shared/i18n/format";
import { useTopics } from "@/shared/topics/topics";
import { directoryQuery } from "@/shared/units/directory";
import type { TaskSearch } from "./search";
import { adoptedPlansQuery } from "./task-queries";

/** The filters as a reader of the paper would say them. */
export function useFilterWords(zone: string, search: TaskSearch): string[] {
  const { t } = useTranslation("tasks");
  const { date } = useFormat();
  const { topicName } = useTopics(zone);
  const units = useQuery({ ...directoryQuery(zone), enabled: search.unit !== undefined });
  const plans = useQuery({ ...adoptedPlansQuery(zone), enabled: search.plan !== undefined });
  const named = (label: string, value: string | undefined) =>
    value ? [t("print.named", { label, value })] : [];
  const { q, relation, state, precondition, from, to, topic, topicState } = search;
  const days =
    from || to ? `${from ? date(from) : ""} ${t("filter.until")} ${to ? date(to) : ""}` : "";
  return [
    ...named(t("filter.q"), q),
    ...named(t("filter.unit"), units.data?.find(({ id }) => id === search.unit)?.name),
    ...named(
      t("filter.relation"),
      relation && (relation === "mine" ? t("filter.mine") : t(`relations.${relation}`)),
    ),
    ...named(
      t("filter.state"),
      state && (state === "unstaffed,active" ? t("filter.open") : t(`states.${state}`)),
    ),
    ...named(t("filter.plan"), plans.data?.find(({ id }) => id === search.plan)?.title),
    ...named(t("filter.topic"), topic && topicName(topic)),
    ...named(t("filter.topic"), topicState && t(`topicStates.${topicState}`)),
    ...named(t("filter.precondition"), precondition && t(`filter.preconditions.${precondition}`)),
    ...named(t("filter.deadline"), days.trim()),
    ...(search.overdue ? [t("filter.overdue")] : []),
    ...(search.provisional ? [t("filter.provisional")] : []),
  ];
}
