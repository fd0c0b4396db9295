import { useTranslation } from "react-i18next";
import type { Habit } from "./rows";

/** What a habit says: "区经信委 = 区经济信息委". */
export function useHabitWords(): (habit: Pick<Habit, "kind" | "pattern" | "unit">) => string {
  const { t } = useTranslation("plans");
  return ({ kind, pattern, unit }) => t(`habits.says.${kind}`, { pattern, unit: unit ?? "" });
}
