import { useNavigate, useParams, useRouteContext } from "@tanstack/react-router";
import { UnitPage } from "@/features/units";

const HERE = "/signed-in/shell/zones/$zone/units/$unit";

export function UnitDetailPage() {
  const path = useParams({ from: HERE });
  const { here } = useRouteContext({ from: HERE });
  const navigate = useNavigate();
  return (
    <UnitPage
      key={path.unit}
      path={path}
      mayReadTasks={here.permissions.includes("task:read")}
      mayHandOver={
        here.permissions.includes("unit:edit") ||
        (here.permissions.includes("task:staff") && here.units.some(({ id }) => id === path.unit))
      }
      onDeleted={() => void navigate({ to: "/zones/$zone/units", params: { zone: path.zone } })}
    />
  );
}
