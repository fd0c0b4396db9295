import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { Choice } from "@/shared/form/controls";
import { DateInput } from "@/shared/form/date-input";
import { PersonSelect } from "@/shared/people/person-select";
import { QueryBar, QueryField } from "@/shared/table/query-bar";
import { tagsQuery } from "./event-queries";
import type { EventSearch } from "./search";

type Values = { [Key in keyof EventSearch]: string | undefined };

interface Props {
  zone: string;
  values: EventSearch;
  onQuery: (search: EventSearch) => void;
}

export function EventFilters({ zone, values, onQuery }: Props) {
  const { t, i18n } = useTranslation("events");
  const tags = useQuery(tagsQuery(zone));
  const words = (tag: { zh: string; en: string }) => (i18n.language === "en" ? tag.en : tag.zh);
  return (
    <QueryBar<Values>
      label={t("filter")}
      values={values}
      onQuery={(next) => onQuery(next as EventSearch)}
    >
      {({ values: draft, write, choose }) => (
        <>
          <QueryField label={t("action")}>
            <Choice
              value={draft.tag}
              options={(tags.data ?? []).map((tag) => [tag.tag, words(tag)])}
              none={t("any")}
              onPick={(tag) => choose({ tag })}
            />
          </QueryField>
          <QueryField label={t("person")}>
            <PersonSelect
              zone={zone}
              value={draft.person}
              onPick={(person) => choose({ person: person?.id })}
            />
          </QueryField>
          <QueryField label={t("from")}>
            <DateInput
              aria-label={t("from")}
              max={draft.to}
              value={draft.from ?? ""}
              onPick={(day) => write({ from: day })}
            />
          </QueryField>
          <QueryField label={t("to")}>
            <DateInput
              aria-label={t("to")}
              min={draft.from}
              value={draft.to ?? ""}
              onPick={(day) => write({ to: day })}
            />
          </QueryField>
          {draft.subject && (
            <Button size="small" onClick={() => choose({ subject: undefined })}>
              {t("oneSubject")} ×
            </Button>
          )}
        </>
      )}
    </QueryBar>
  );
}
