import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { answer, api } from "@/shared/api/client";
import { Choice } from "@/shared/form/controls";
import { useFormat } from "@/shared/i18n/format";
import { type Column, DataTable } from "@/shared/table/data-table";
import { NoMatch } from "@/shared/table/no-match";
import { QueryBar, QueryField, SearchField } from "@/shared/table/query-bar";
import { useCursorPages } from "@/shared/table/use-cursor-pages";
import styles from "./people.module.css";
import { type Person, peopleKey } from "./person-queries";
import { PersonState, useRoleWords } from "./person-state";
import { PERSON_STATES, type PersonSearch, ROLES } from "./search";

type Values = { [Key in keyof PersonSearch]: string | undefined };

interface Props {
  zone: string;
  search: PersonSearch;
  onSearch: (search: PersonSearch) => void;
}

/** Everybody whom the zone knows, with what they are here. */
export function PeopleList({ zone, search, onSearch }: Props) {
  const { t } = useTranslation("people");
  const { t: shared } = useTranslation();
  const pages = useCursorPages([...peopleKey(zone), search], (cursor, signal) =>
    answer(
      api.GET("/api/v1/zones/{zone}/people", {
        params: { path: { zone }, query: { ...search, ...(cursor && { cursor }) } },
        signal,
      }),
    ),
  );
  return (
    <>
      <QueryBar<Values>
        label={t("filter.label")}
        values={search}
        onQuery={(values) => onSearch(values as PersonSearch)}
      >
        {({ values, write, choose }) => (
          <>
            <SearchField
              label={t("filter.q")}
              hint={t("filter.qHint")}
              value={values.q}
              onType={(q) => write({ q })}
            />
            <QueryField label={t("role")}>
              <Choice
                value={values.role}
                options={ROLES.map((role) => [role, shared(`roles.${role}`)])}
                none={t("filter.any")}
                onPick={(role) => choose({ role })}
              />
            </QueryField>
            <QueryField label={t("state")}>
              <Choice
                value={values.state}
                options={PERSON_STATES.map((state) => [state, t(`states.${state}`)])}
                none={t("filter.any")}
                onPick={(state) => choose({ state })}
              />
            </QueryField>
          </>
        )}
      </QueryBar>
      <DataTable
        label={shared("places.people")}
        columns={useColumns(zone)}
        rowKey={({ id }) => id}
        pages={pages}
        empty={<NoMatch onClear={() => onSearch({})} />}
      />
    </>
  );
}

function useColumns(zone: string): Column<Person>[] {
  const { t } = useTranslation("people");
  const { instant } = useFormat();
  const words = useRoleWords();
  return [
    {
      key: "name",
      title: t("name"),
      heading: true,
      width: 260,
      cell: (person) => (
        <Link to="/zones/$zone/people/$person" params={{ zone, person: person.id }}>
          {person.name}
        </Link>
      ),
    },
    { key: "login", title: t("login"), width: 220, cell: ({ login }) => login },
    {
      key: "roles",
      title: t("rolesHere"),
      cell: ({ roles }) =>
        roles.length === 0 ? (
          <span className={styles.soft}>{t("noRole")}</span>
        ) : (
          roles.map((held) => <div key={held.id}>{words(held)}</div>)
        ),
    },
    {
      key: "state",
      title: t("state"),
      width: 150,
      cell: ({ state }) => <PersonState state={state} />,
    },
    {
      key: "created",
      title: t("created"),
      width: 150,
      cell: ({ created_at }) => instant(created_at),
    },
  ];
}
