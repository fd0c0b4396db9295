import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { SearchSelect, type SearchSelectField } from "../form/search-select";
import { directoryQuery, type Unit, unitsLike } from "./directory";

const MOST_SHOWN = 80;

interface Props extends SearchSelectField<Unit> {
  /** Only these units are offered. */
  among?: readonly string[];
}

/** A unit from the directory, by a part of its name or of an alias. */
export function UnitSelect({ among, ...field }: Props) {
  const [typed, setTyped] = useState<string>();
  const directory = useQuery(directoryQuery(field.zone));
  const units = directory.data ?? [];
  const offered = among ? units.filter(({ id }) => among.includes(id)) : units;
  return (
    <SearchSelect
      {...field}
      words="units"
      shown={units.find(({ id }) => id === field.value)?.name ?? ""}
      typed={typed}
      onType={setTyped}
      found={typed === undefined ? [] : unitsLike(offered, typed).slice(0, MOST_SHOWN)}
      search={directory}
      option={({ name, aliases }) => [name, aliases.join("、")]}
    />
  );
}
