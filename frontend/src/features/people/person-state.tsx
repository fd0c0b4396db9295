import { useTranslation } from "react-i18next";
import { Mark } from "@/shared/status/mark";
import type { HeldRole, Person } from "./person-queries";

export function PersonState({ state }: { state: Person["state"] }) {
  const { t } = useTranslation("people");
  return <Mark tone={state === "active" ? "good" : "gone"}>{t(`states.${state}`)}</Mark>;
}

/** "经办人 · 区税务局" */
export function useRoleWords(): (held: Pick<HeldRole, "role" | "unit">) => string {
  const { t } = useTranslation();
  return ({ role, unit }) => (unit ? `${t(`roles.${role}`)} · ${unit}` : t(`roles.${role}`));
}
