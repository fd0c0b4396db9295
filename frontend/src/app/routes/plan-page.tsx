import { useParams } from "@tanstack/react-router";
import { PlanPage } from "@/features/plans";

export function PlanDetailPage() {
  const { zone, plan } = useParams({ from: "/signed-in/shell/zones/$zone/plans/$plan" });
  return <PlanPage path={{ zone, plan_id: plan }} />;
}
