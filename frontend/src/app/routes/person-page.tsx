import { useParams, useRouteContext } from "@tanstack/react-router";
import { PersonDetails } from "@/features/people";

const HERE = "/signed-in/shell/zones/$zone/people/$person";

export function PersonPage() {
  const { zone, person } = useParams({ from: HERE });
  const { here } = useRouteContext({ from: HERE });
  return (
    <PersonDetails
      key={person}
      path={{ zone, account: person }}
      mayAudit={here.permissions.includes("audit:read")}
    />
  );
}
