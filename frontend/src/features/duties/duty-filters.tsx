import { useTranslation } from "react-i18next";
import { Choice } from "@/shared/form/controls";
import { QueryBar, QueryField } from "@/shared/table/query-bar";
import { UnitSelect } from "@/shared/units/unit-select";
import { CADENCES, type DutySearch, KINDS, STATES } from "./search";

type Values = { [Key in keyof DutySearch]: string | undefined };

interface Props {
  zone: string;
  values: DutySearch;
  onQuery: (search: DutySearch) => void;
}

export function DutyFilters({ zone, values, onQuery }: Props) {
  const { t } = useTranslation("duties");
  return (
    <QueryBar<Values>
      label={t("filter")}
      values={values}
      onQuery={(next) => onQuery(next as DutySearch)}
    >
      {({ values: draft, choose }) => (
        <>
          <QueryField label={t("kind")}>
            <Choice
              value={draft.kind}
              options={KINDS.map((kind) => [kind, t(`kinds.${kind}`)])}
              none={t("any")}
              onPick={(kind) => choose({ kind })}
            />
          </QueryField>
          <QueryField label={t("cadence")}>
            <Choice
              value={draft.cadence}
              options={CADENCES.map((cadence) => [cadence, t(`cadences.${cadence}`)])}
              none={t("any")}
              onPick={(cadence) => choose({ cadence })}
            />
          </QueryField>
          <QueryField label={t("unit")}>
            <UnitSelect
              zone={zone}
              value={draft.unit}
              onPick={(unit) => choose({ unit: unit?.id })}
            />
          </QueryField>
          <QueryField label={t("state")}>
            <Choice
              value={draft.state}
              options={STATES.map((state) => [state, t(`states.${state}`)])}
              none={t("any")}
              onPick={(state) => choose({ state })}
            />
          </QueryField>
        </>
      )}
    </QueryBar>
  );
}
