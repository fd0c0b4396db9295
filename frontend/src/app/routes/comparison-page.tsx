import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useCallback } from "react";
import { ComparisonPage } from "@/features/plan-comparison";
import type { ComparisonSearch } from "@/features/plan-comparison/search";

const FROM = "/signed-in/shell/zones/$zone/plans/$plan/comparison";

export function PlanComparisonPage() {
  const { zone, plan } = useParams({ from: FROM });
  const search = useSearch({ from: FROM });
  const navigate = useNavigate();
  const onSearch = useCallback(
    (next: ComparisonSearch) =>
      void navigate({
        to: "/zones/$zone/plans/$plan/comparison",
        params: { zone, plan },
        search: next,
        replace: true,
        resetScroll: false,
      }),
    [navigate, zone, plan],
  );
  return <ComparisonPage path={{ zone, plan_id: plan }} search={search} onSearch={onSearch} />;
}
