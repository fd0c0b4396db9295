import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { answer, api } from "@/shared/api/client";
import { Choice } from "@/shared/form/controls";
import styles from "./matrix.module.css";
import { BY, type MatrixSearch, RELATIONS, STATES } from "./search";

interface Props {
  zone: string;
  search: MatrixSearch;
  onSearch: (search: MatrixSearch) => void;
  tools: ReactNode;
}

/** What the columns are, which part of a unit counts, and which tasks. */
export function MatrixFilters({ zone, search, onSearch, tools }: Props) {
  const { t } = useTranslation("matrix");
  const plans = useQuery({
    queryKey: ["plans", zone, "adopted"],
    queryFn: async ({ signal }) => {
      const params = { path: { zone }, query: { limit: 200 } };
      const page = await answer(api.GET("/api/v1/zones/{zone}/plans", { params, signal }));
      return page.items.filter(({ state }) => state === "adopted");
    },
    staleTime: 60_000,
  });
  const change = <Key extends keyof MatrixSearch>(key: Key, value: string | undefined) => {
    const { [key]: _before, ...rest } = search;
    onSearch(value === undefined ? (rest as MatrixSearch) : { ...rest, [key]: value });
  };
  return (
    <div className={styles.bar}>
      <fieldset className={styles.switch}>
        <legend className="visually-hidden">{t("by.label")}</legend>
        {BY.map((by) => (
          <label key={by}>
            <input
              type="radio"
              name="matrix-by"
              checked={(search.by ?? "topic") === by}
              onChange={() => change("by", by === "topic" ? undefined : by)}
            />
            <span>{t(`by.${by}`)}</span>
          </label>
        ))}
      </fieldset>
      <Labelled label={t("relation.label")}>
        <Choice
          value={search.relation}
          none={t("relation.any")}
          options={RELATIONS.map((one) => [one, t(`relation.${one}`)])}
          onPick={(relation) => change("relation", relation)}
        />
      </Labelled>
      <Labelled label={t("state.label")}>
        <Choice
          value={search.state}
          none={t("any")}
          options={STATES.map((one) => [one, t(`state.${one}`)])}
          onPick={(state) => change("state", state)}
        />
      </Labelled>
      <Labelled label={t("plan")}>
        <Choice
          value={search.plan}
          style={{ width: 160 }}
          none={t("any")}
          options={(plans.data ?? []).map(({ id, title }) => [id, title] as const)}
          onPick={(plan) => change("plan", plan)}
        />
      </Labelled>
      <label className={styles.field}>
        <input
          type="checkbox"
          checked={search.overdue === "yes"}
          onChange={(event) => change("overdue", event.target.checked ? "yes" : undefined)}
        />
        {t("overdueOnly")}
      </label>
      <div className={styles.tools}>{tools}</div>
    </div>
  );
}

function Labelled({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is the child.
    <label className={styles.field}>
      {label}
      {children}
    </label>
  );
}
