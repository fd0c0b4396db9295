import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answer, api } from "../api/client";
import { isProblem } from "../api/problem";
import type { components } from "../api/schema.gen";
import { SearchSelect, type SearchSelectField } from "../form/search-select";

type Person = components["schemas"]["Person"];

const MOST_SHOWN = 20;

/** One of the zone's people: the server searches names and logins, so that no zone is too large. */
export function PersonSelect(field: SearchSelectField<Person>) {
  const { zone, value } = field;
  const [typed, setTyped] = useState<string>();
  const open = typed !== undefined;
  const wanted = typed?.trim() ?? "";
  const search = useQuery({
    queryKey: ["people", zone, "search", wanted],
    queryFn: ({ signal }) =>
      answer(
        api.GET("/api/v1/zones/{zone}/people", {
          params: { path: { zone }, query: { limit: MOST_SHOWN, ...(wanted && { q: wanted }) } },
          signal,
        }),
      ),
    enabled: open,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
  const chosen = useQuery({
    queryKey: ["person", zone, value],
    queryFn: ({ signal }) =>
      answer(
        api.GET("/api/v1/zones/{zone}/people/{account}", {
          params: { path: { zone, account: value ?? "" } },
          signal,
        }),
      ),
    enabled: value !== undefined,
    // Somebody who is not of this zone any more is shown by id.
    retry: (count, error) => !isProblem(error) && count < 2,
    staleTime: 60_000,
  });
  return (
    <SearchSelect
      {...field}
      words="people"
      shown={value === undefined ? "" : (chosen.data?.name ?? value)}
      typed={typed}
      onType={setTyped}
      found={open ? (search.data?.items ?? []) : []}
      search={search}
      option={({ name, login }) => [name, login]}
    />
  );
}
