import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { peopleQuery } from "./event-queries";

/** What a field, a state or a role that an event kept is called, and whose id it names; else it stays as it is. */
export function useWord(zone: string): (raw: string) => string {
  const { t, i18n } = useTranslation("events");
  const people = useQuery(peopleQuery(zone)).data ?? [];
  const named = new Map<string, string>();
  for (const { id, name, login, roles } of people) {
    named.set(id, `${name}（${login}）`);
    for (const { unit_id, unit } of roles) if (unit_id && unit) named.set(unit_id, unit);
  }
  return (raw) => {
    const known = /^[a-z_-]+$/.test(raw) && i18n.exists(`words.${raw}`, { ns: "events" });
    return known ? t(`words.${raw}` as "words.name") : (named.get(raw) ?? raw);
  };
}
