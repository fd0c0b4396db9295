import { useQuery } from "@tanstack/react-query";
import { answer, api } from "../api/client";

type Slot = "responsible_leader" | "responsible_section" | "responsible_officer";

interface Props {
  zone: string;
  unit: string;
  slot: Slot;
  /** For the `list` of the field that offers them. */
  id: string;
}

/** Names of the unit's own people and sections to choose from; what is typed may differ from all of them. */
export function StaffSuggestions({ zone, unit, slot, id }: Props) {
  const staff = useQuery({
    queryKey: ["unit", zone, unit, "staff"],
    queryFn: ({ signal }) =>
      answer(
        api.GET("/api/v1/zones/{zone}/units/{unit}/staff", {
          params: { path: { zone, unit } },
          signal,
        }),
      ),
    staleTime: 60_000,
  }).data;
  const people = staff?.people.filter(({ present }) => present) ?? [];
  const leads = slot === "responsible_leader";
  const names =
    slot === "responsible_section"
      ? (staff?.sections.map(({ name }) => name) ?? [])
      : people.filter(({ post }) => (post === "leader") === leads).map(({ name }) => name);
  return (
    <datalist id={id}>
      {[...new Set(names)].map((name) => (
        <option key={name} value={name} />
      ))}
    </datalist>
  );
}
