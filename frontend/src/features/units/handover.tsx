import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, api } from "@/shared/api/client";
import type { components } from "@/shared/api/schema.gen";
import { Choice } from "@/shared/form/controls";
import { announce } from "@/shared/page/notices";
import { ProblemNotice } from "@/shared/page/problem-notice";
import { Waiting } from "@/shared/page/waiting";
import { type Column, DataTable } from "@/shared/table/data-table";
import { QueryBar, QueryField } from "@/shared/table/query-bar";
import { type HandOverEntry, HandOverForm } from "./handover-form";
import { structureChanged } from "./history-queries";
import type { HandOverSearch } from "./search";
import { type UnitPath, unitQuery } from "./unit-queries";
import styles from "./units.module.css";

type Workload = components["schemas"]["Workload"];
type Task = Workload["tasks"][number];
type Values = { person: string | undefined };

interface Props {
  path: UnitPath;
  search: HandOverSearch;
  onSearch: (search: HandOverSearch) => void;
}

/** 调岗交接: choose a person, see everything that hangs on them, hand it to somebody else. */
export function HandOver({ path, search, onSearch }: Props) {
  const { t } = useTranslation("units");
  const unit = useQuery(unitQuery(path));
  const people = useQuery({
    queryKey: ["unit", path.zone, path.unit, "people-at-work"],
    queryFn: ({ signal }) =>
      answer(
        api.GET("/api/v1/zones/{zone}/units/{unit}/people-at-work", { params: { path }, signal }),
      ),
  });
  if (!people.data) return people.error ? <ProblemNotice error={people.error} /> : <Waiting />;
  const { items } = people.data;
  const known = items.some(({ name }) => name === search.person);
  return (
    <>
      <p className={styles.above}>
        <Link to="/zones/$zone/units/$unit" params={path}>
          {unit.data?.name}
        </Link>
      </p>
      {items.length === 0 && <p>{t("handover.nobody")}</p>}
      {items.length > 0 && (
        <QueryBar<Values>
          label={t("handover.choose")}
          values={{ person: search.person }}
          onQuery={({ person }) => onSearch(person ? { person } : {})}
        >
          {({ values, choose }) => (
            <QueryField label={t("handover.person")}>
              <Choice
                value={values.person}
                options={items.map(({ name, tasks }) => [
                  name,
                  t("handover.option", { name, count: tasks }),
                ])}
                none={t("handover.pick")}
                onPick={(person) => choose({ person })}
              />
            </QueryField>
          )}
        </QueryBar>
      )}
      {items.length > 0 && !search.person && <p className={styles.soft}>{t("handover.next")}</p>}
      {search.person && known && <Work key={search.person} path={path} person={search.person} />}
      {search.person && !known && (
        <p role="status">{t("handover.done", { name: search.person })}</p>
      )}
    </>
  );
}

function Work({ path, person }: { path: UnitPath; person: string }) {
  const { t } = useTranslation("units");
  const cache = useQueryClient();
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const workload = useQuery({
    queryKey: ["unit", path.zone, path.unit, "workload", person],
    queryFn: ({ signal }) =>
      answer(
        api.GET("/api/v1/zones/{zone}/units/{unit}/workload", {
          params: { path, query: { person } },
          signal,
        }),
      ),
  });
  const tasks = workload.data?.tasks ?? [];
  const chosen = tasks.filter(({ id }) => !left.has(id));
  const save = useMutation({
    mutationFn: (entry: HandOverEntry) =>
      answer(
        api.POST("/api/v1/zones/{zone}/units/{unit}/handovers", {
          params: { path },
          body: {
            person,
            ...entry,
            // Versions too: what somebody has changed meanwhile is not handed over unseen.
            tasks: chosen.map(({ id, version }) => ({ task: id, version })),
          },
        }),
      ),
    onSuccess: (done) => {
      announce(t("handover.handed", { count: done.items.length, left: done.left }));
      setLeft(new Set());
    },
    onSettled: () => structureChanged(cache, path.zone),
  });
  const toggle = (id: string) =>
    setLeft((before) => {
      const next = new Set(before);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  const columns = useColumns(path.zone, left, toggle);
  if (!workload.data)
    return workload.error ? <ProblemNotice error={workload.error} /> : <Waiting />;
  return (
    <>
      <DataTable
        label={t("handover.work", { name: person })}
        columns={columns}
        rowKey={({ id }) => id}
        pages={{ rows: tasks, error: null, refetch: workload.refetch }}
        empty={null}
      />
      {workload.data.officers.length > 0 && (
        <p className={styles.soft}>{t("handover.accounts", { name: person })}</p>
      )}
      <HandOverForm
        path={path}
        person={person}
        count={chosen.length}
        whole={chosen.length === tasks.length}
        busy={save.isPending}
        error={save.error}
        onHandOver={(entry) => save.mutate(entry)}
      />
    </>
  );
}

function useColumns(
  zone: string,
  left: ReadonlySet<string>,
  toggle: (id: string) => void,
): Column<Task>[] {
  const { t } = useTranslation("units");
  const { t: shared } = useTranslation();
  return [
    {
      key: "chosen",
      title: t("handover.chosen"),
      width: 64,
      cell: ({ id, title }) => (
        <input
          type="checkbox"
          aria-label={shared("table.select", { name: title })}
          checked={!left.has(id)}
          onChange={() => toggle(id)}
        />
      ),
    },
    {
      key: "title",
      title: t("handover.task"),
      heading: true,
      cell: ({ id, number, title }) => (
        <Link to="/zones/$zone/tasks/$task" params={{ zone, task: id }}>
          {number && <>{number}. </>}
          {title}
        </Link>
      ),
    },
    {
      key: "relation",
      title: t("handover.relation"),
      width: 100,
      cell: ({ relation }) => t(`relations.${relation}`),
    },
    {
      key: "slots",
      title: t("handover.slots"),
      width: 180,
      cell: ({ slots }) => slots.map((slot) => t(`slots.${slot}`)).join("、"),
    },
    {
      key: "state",
      title: t("state"),
      width: 130,
      cell: ({ state }) => t(`states.${state}`),
    },
    {
      key: "deadline",
      title: t("handover.deadline"),
      width: 140,
      cell: ({ deadline_date, deadline_text }) => deadline_date ?? deadline_text,
    },
  ];
}
