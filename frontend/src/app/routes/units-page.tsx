import { Link, useNavigate, useRouteContext, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { ExportUnits, NewUnit, UnitList } from "@/features/units";
import { Page } from "@/shared/page/page";

const HERE = "/signed-in/shell/zones/$zone/units";

export function UnitsPage() {
  const { t } = useTranslation("units");
  const { t: shared } = useTranslation();
  const search = useSearch({ from: HERE });
  const { here } = useRouteContext({ from: HERE });
  const navigate = useNavigate({ from: "/zones/$zone/units" });
  const mayEdit = here.permissions.includes("unit:edit");
  const importLink = mayEdit && (
    <Link to="/zones/$zone/units/import" params={{ zone: here.code }} className="button-link">
      {t("importLink")}
    </Link>
  );
  return (
    <Page
      title={shared("places.units")}
      actions={
        <>
          {here.permissions.includes("task:read") && (
            <Link
              to="/zones/$zone/units/report"
              params={{ zone: here.code }}
              className="button-link"
            >
              {t("reportLink")}
            </Link>
          )}
          <ExportUnits zone={here.code} />
          {importLink}
          {mayEdit && <NewUnit zone={here.code} />}
        </>
      }
    >
      <UnitList
        zone={here.code}
        search={search}
        onSearch={(next) => void navigate({ search: next })}
        begin={importLink}
      />
    </Page>
  );
}
