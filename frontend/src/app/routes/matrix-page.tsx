import { useNavigate, useRouteContext, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Matrix } from "@/features/matrix";
import { CopyLink } from "@/shared/page/copy-link";
import { Page } from "@/shared/page/page";

const HERE = "/signed-in/shell/zones/$zone/matrix";

export function MatrixPage() {
  const { t } = useTranslation(["shared", "matrix"]);
  const search = useSearch({ from: HERE });
  const { here } = useRouteContext({ from: HERE });
  const navigate = useNavigate({ from: "/zones/$zone/matrix" });
  return (
    <Page title={t("places.matrix")} note={t("note", { ns: "matrix" })}>
      <Matrix
        zone={here.code}
        search={search}
        onSearch={(next) => void navigate({ search: next })}
        mayExport={here.permissions.includes("task:export")}
        tools={<CopyLink />}
      />
    </Page>
  );
}
