import { useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { HabitsPage } from "@/features/plans";
import { Page } from "@/shared/page/page";

export function ReadingHabitsPage() {
  const { t } = useTranslation("plans");
  const { t: shared } = useTranslation();
  const { zone } = useParams({ from: "/signed-in/shell/zones/$zone/reading-habits" });
  return (
    <Page title={shared("places.readingHabits")} note={t("habits.note")}>
      <HabitsPage zone={zone} />
    </Page>
  );
}
