import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { Empty } from "@/shared/page/empty";
import { ProblemNotice } from "@/shared/page/problem-notice";
import { Waiting } from "@/shared/page/waiting";
import { PlanTopics } from "./plan-topics";
import { suggestionsQuery } from "./topic-calls";

interface Props {
  zone: string;
  mayConfirm: boolean;
}

/** Plan by plan, the suggestions that nobody has confirmed yet. */
export function Suggestions({ zone, mayConfirm }: Props) {
  const { t } = useTranslation("topics");
  const { t: shared } = useTranslation();
  const { data, error, refetch } = useQuery(suggestionsQuery(zone));
  if (!data)
    return error ? (
      <ProblemNotice
        error={error}
        action={<Button onClick={() => refetch()}>{shared("retry")}</Button>}
      />
    ) : (
      <Waiting />
    );
  if (data.items.length === 0) return <Empty title={t("empty")}>{t("emptyNext")}</Empty>;
  return data.items.map((plan) => (
    <PlanTopics key={plan.id} zone={zone} plan={plan} mayConfirm={mayConfirm} />
  ));
}
