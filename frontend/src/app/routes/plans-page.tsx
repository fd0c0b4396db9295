import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { PlanList, UploadPlan } from "@/features/plans";
import { useMe } from "@/shared/api/me";
import { Page } from "@/shared/page/page";

export function PlansPage() {
  const { t } = useTranslation("plans");
  const { t: shared } = useTranslation();
  const { zone } = useParams({ from: "/signed-in/shell/zones/$zone/plans" });
  const navigate = useNavigate();
  const here = useMe().zones.find(({ code }) => code === zone);
  const mayUpload = here?.permissions.includes("plan:upload") ?? false;
  const open = (plan: { id: string }) =>
    void navigate({ to: "/zones/$zone/plans/$plan", params: { zone, plan: plan.id } });
  return (
    <Page
      title={shared("places.plans")}
      note={mayUpload && t("list.pageNote")}
      actions={
        <Link to="/zones/$zone/reading-habits" params={{ zone }}>
          {t("habits.open")}
        </Link>
      }
    >
      {mayUpload && <UploadPlan zone={zone} onUploaded={open} />}
      <PlanList zone={zone} mayUpload={mayUpload} onUploaded={open} />
    </Page>
  );
}
