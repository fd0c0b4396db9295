import { useRouteContext } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Crosswalk, Suggestions } from "@/features/topics";
import { Page } from "@/shared/page/page";

export function TopicsPage() {
  const { t } = useTranslation(["shared", "topics"]);
  const { here } = useRouteContext({ from: "/signed-in/shell/zones/$zone/topics" });
  return (
    <Page title={t("places.topics")} note={t("note", { ns: "topics" })}>
      <Suggestions zone={here.code} mayConfirm={here.permissions.includes("task:edit")} />
      <Crosswalk zone={here.code} />
    </Page>
  );
}
