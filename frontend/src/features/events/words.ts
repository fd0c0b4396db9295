import { useTranslation } from "react-i18next";

/** What a field, a state or a role that an event kept is called; what has no word stays as it is. */
export function useWord(): (raw: string) => string {
  const { t, i18n } = useTranslation("events");
  return (raw) =>
    /^[a-z_-]+$/.test(raw) && i18n.exists(`words.${raw}`, { ns: "events" })
      ? t(`words.${raw}` as "words.name")
      : raw;
}
