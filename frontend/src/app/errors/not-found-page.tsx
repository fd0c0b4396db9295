import { useTranslation } from "react-i18next";
import { Outcome } from "./outcome";

/** What a route tells with notFound() when the address leads into a zone that is not the person's. */
export interface OtherZone {
  zone: string;
}

export function NotFoundPage({ data }: { data?: unknown }) {
  const { t } = useTranslation();
  const { zone } = (data ?? {}) as Partial<OtherZone>;
  if (zone !== undefined)
    return <Outcome title={t("notFound.otherZone")} next={t("notFound.otherZoneNext", { zone })} />;
  return <Outcome title={t("notFound.title")} next={t("notFound.next")} />;
}
