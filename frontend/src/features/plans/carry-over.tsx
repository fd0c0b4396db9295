import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { answer, api } from "@/shared/api/client";
import type { PlanPath } from "./plan-queries";
import styles from "./questions.module.css";

const AT = "/api/v1/zones/{zone}/plans/{plan_id}";

/** Before the adoption: which tasks of the earlier plan go on, or that an earlier plan should be named first. */
export function CarryOver({ path }: { path: PlanPath }) {
  const { t } = useTranslation("plans");
  const { t: shared } = useTranslation();
  const state = useQuery({
    queryKey: ["succession", path.zone, path.plan_id],
    queryFn: ({ signal }) => answer(api.GET(`${AT}/succession`, { params: { path }, signal })),
  }).data;
  const following = state?.predecessor && state.carries_tasks;
  const found = useQuery({
    queryKey: ["comparison", path.zone, path.plan_id, ""],
    queryFn: ({ signal }) => answer(api.GET(`${AT}/comparison`, { params: { path }, signal })),
    enabled: Boolean(following),
  }).data;
  const earlier = state?.predecessor ?? state?.proposals[0]?.plan;
  if (!state || !earlier) return null;
  const words = !state.predecessor
    ? t("carryOver.proposed", { title: earlier.title })
    : state.carries_tasks
      ? t(`carryOver.${state.removed_tasks ?? "keep"}`, {
          title: earlier.title,
          carried: found?.pairs.filter(({ before, after }) => before && after).length ?? "…",
          added: found?.counts.added ?? "…",
          removed: found?.counts.removed ?? "…",
        })
      : t("carryOver.apart", { title: earlier.title });
  return (
    <p className={styles.caution}>
      {words}{" "}
      <Link
        to="/zones/$zone/plans/$plan/comparison"
        params={{ zone: path.zone, plan: path.plan_id }}
      >
        {shared("places.comparison")}
      </Link>
    </p>
  );
}
