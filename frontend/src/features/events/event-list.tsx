import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { answer, api } from "@/shared/api/client";
import { useFormat } from "@/shared/i18n/format";
import { type Column, DataTable } from "@/shared/table/data-table";
import { NoMatch } from "@/shared/table/no-match";
import { useCursorPages } from "@/shared/table/use-cursor-pages";
import { EventDetails } from "./event-details";
import { EventFilters } from "./event-filters";
import { type RecordedEvent, tagsQuery } from "./event-queries";
import { askedOf, type EventSearch } from "./search";
import { useWord } from "./words";

interface Props {
  zone: string;
  search: EventSearch;
  onSearch: (search: EventSearch) => void;
}

/** Who did what in the zone, newest first. */
export function EventList({ zone, search, onSearch }: Props) {
  const { t } = useTranslation("events");
  const { t: shared } = useTranslation();
  const { event: openId, ...filters } = search;
  const asked = askedOf(search);
  const pages = useCursorPages(["events", zone, asked], (cursor, signal) =>
    answer(
      api.GET("/api/v1/zones/{zone}/events", {
        params: { path: { zone }, query: { ...asked, ...(cursor && { cursor }) } },
        signal,
      }),
    ),
  );
  const name = useTagWords(zone);
  const open = pages.rows?.find(({ id }) => id === openId);
  return (
    <>
      <EventFilters zone={zone} values={filters} onQuery={onSearch} />
      <DataTable
        label={shared("places.events")}
        columns={useColumns(zone, search, name)}
        rowKey={({ id }) => id}
        pages={pages}
        currentKey={openId}
        empty={<NoMatch next={t("empty")} onClear={() => onSearch({})} />}
      />
      {open && (
        <EventDetails
          event={open}
          title={name(open.tag)}
          onClose={() => onSearch(filters)}
          onSubject={(subject) => onSearch({ subject })}
        />
      )}
    </>
  );
}

function useTagWords(zone: string): (tag: string) => string {
  const { i18n } = useTranslation();
  const tags = useQuery(tagsQuery(zone)).data;
  return (tag) => {
    const known = tags?.find((one) => one.tag === tag);
    return known ? (i18n.language === "en" ? known.en : known.zh) : tag;
  };
}

function useColumns(
  zone: string,
  search: EventSearch,
  name: (tag: string) => string,
): Column<RecordedEvent>[] {
  const { t } = useTranslation("events");
  const { instant } = useFormat();
  const word = useWord();
  return [
    { key: "at", title: t("at"), width: 150, cell: ({ at }) => instant(at) },
    { key: "by", title: t("person"), width: 220, cell: ({ account_name }) => account_name },
    {
      key: "action",
      title: t("action"),
      width: 180,
      heading: true,
      cell: ({ id, tag }) => (
        <Link
          to="/zones/$zone/events"
          params={{ zone }}
          search={{ ...search, event: id }}
          resetScroll={false}
        >
          {name(tag)}
        </Link>
      ),
    },
    {
      key: "subject",
      title: t("subject"),
      cell: ({ subject_title, subject_kind }) => word(subject_title || subject_kind),
    },
    { key: "reason", title: t("reason"), cell: ({ reason }) => reason },
  ];
}
