import { useTranslation } from "react-i18next";

/** What a field, a state or a role that an event kept is called, and whose id it names; else it stays as it is. */
export function useWord(): (raw: string, names?: Readonly<Record<string, string>>) => string {
  const { t, i18n } = useTranslation("events");
  return (raw, names) => {
    const known = /^[a-z_-]+$/.test(raw) && i18n.exists(`words.${raw}`, { ns: "events" });
    return known ? t(`words.${raw}` as "words.name") : (names?.[raw] ?? raw);
  };
}
