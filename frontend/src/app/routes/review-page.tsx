import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useCallback } from "react";
import { ReviewDesk } from "@/features/plans";
import type { ReviewSearch } from "@/features/plans/search";

const FROM = "/signed-in/shell/zones/$zone/plans/$plan/review";

export function ReviewPage() {
  const { zone, plan } = useParams({ from: FROM });
  const search = useSearch({ from: FROM });
  const navigate = useNavigate();
  const onSearch = useCallback(
    (next: ReviewSearch) =>
      void navigate({
        to: "/zones/$zone/plans/$plan/review",
        params: { zone, plan },
        search: next,
        replace: true,
        resetScroll: false,
      }),
    [navigate, zone, plan],
  );
  const onLeave = useCallback(
    () => void navigate({ to: "/zones/$zone/plans/$plan", params: { zone, plan }, replace: true }),
    [navigate, zone, plan],
  );
  return (
    <ReviewDesk
      path={{ zone, plan_id: plan }}
      search={search}
      onSearch={onSearch}
      onLeave={onLeave}
    />
  );
}
