import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "@/shared/i18n/format";
import { ProblemNotice } from "@/shared/page/problem-notice";
import { Tag } from "@/shared/status/mark";
import { type Column, DataTable } from "@/shared/table/data-table";
import { type PersonOfUnit, staffQuery } from "./history-queries";
import { PersonDialog } from "./person-dialog";
import { SectionsDialog } from "./sections-dialog";
import type { UnitPath } from "./unit-queries";
import styles from "./units.module.css";

interface Props {
  path: UnitPath;
  /** Whether the caller may hand over work of this unit. */
  mayHandOver: boolean;
}

/** Sections, leaders and officers of a unit: a name and a post, nothing else of a person. */
export function Staff({ path, mayHandOver }: Props) {
  const { t } = useTranslation("units");
  const [editing, setEditing] = useState<"sections" | "new" | PersonOfUnit>();
  const query = useQuery(staffQuery(path));
  const staff = query.data;
  const columns = useColumns(path, {
    edit: staff?.actions.includes("edit") ? setEditing : undefined,
    handOver: mayHandOver,
  });
  if (!staff) return query.error ? <ProblemNotice error={query.error} /> : null;
  const mayEdit = staff.actions.includes("edit");
  return (
    <section className={styles.section}>
      <header>
        <h2>{t("staff.title")}</h2>
        <div className={styles.buttons}>
          {mayEdit && (
            <>
              <Button onClick={() => setEditing("sections")}>{t("staff.editSections")}</Button>
              <Button onClick={() => setEditing("new")}>{t("staff.add")}</Button>
            </>
          )}
          {mayHandOver && (
            <Link to="/zones/$zone/units/$unit/handover" params={path} className="button-link">
              {t("handover.link")}
            </Link>
          )}
        </div>
      </header>
      <p>
        <span className={styles.soft}>{t("staff.sections")}</span>{" "}
        {staff.sections.map(({ name }) => name).join("、") || t("staff.noSections")}
      </p>
      <DataTable
        label={t("staff.title")}
        columns={columns}
        rowKey={({ id }) => id}
        pages={{ rows: staff.people, error: null, refetch: query.refetch }}
        empty={<p className={styles.soft}>{t("staff.nobody")}</p>}
      />
      {editing === "sections" && (
        <SectionsDialog path={path} staff={staff} onClose={() => setEditing(undefined)} />
      )}
      {editing !== undefined && editing !== "sections" && (
        <PersonDialog
          path={path}
          staff={staff}
          {...(editing !== "new" && { person: editing })}
          onClose={() => setEditing(undefined)}
        />
      )}
    </section>
  );
}

interface Can {
  edit: ((person: PersonOfUnit) => void) | undefined;
  handOver: boolean;
}

function useColumns(path: UnitPath, { edit, handOver }: Can): Column<PersonOfUnit>[] {
  const { t } = useTranslation("units");
  const { t: shared } = useTranslation();
  const { date } = useFormat();
  const columns: Column<PersonOfUnit>[] = [
    {
      key: "name",
      title: t("staff.name"),
      width: 180,
      heading: true,
      cell: ({ name, present }) => (
        <>
          {name} {!present && <Tag tone="gone">{t("staff.gone")}</Tag>}
        </>
      ),
    },
    {
      key: "post",
      title: t("staff.post"),
      width: 190,
      cell: ({ post, title }) => (title ? `${t(`posts.${post}`)}（${title}）` : t(`posts.${post}`)),
    },
    { key: "section", title: t("staff.section"), cell: ({ section }) => section ?? shared("none") },
    {
      key: "days",
      title: t("staff.days"),
      width: 230,
      cell: ({ from_date, to_date }) =>
        from_date || to_date
          ? `${from_date ? date(from_date) : ""}—${to_date ? date(to_date) : ""}`
          : shared("none"),
    },
  ];
  if (edit || handOver)
    columns.push({
      key: "moves",
      title: t("staff.moves"),
      width: 150,
      cell: (person) => (
        <span className={styles.buttons}>
          {edit && (
            <Button
              size="small"
              aria-label={t("staff.editOf", { name: person.name })}
              onClick={() => edit(person)}
            >
              {shared("edit")}
            </Button>
          )}
          {handOver && (
            <Link
              to="/zones/$zone/units/$unit/handover"
              params={path}
              search={{ person: person.name }}
            >
              {t("handover.short")}
            </Link>
          )}
        </span>
      ),
    });
  return columns;
}
