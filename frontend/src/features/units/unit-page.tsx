import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormInPlace } from "@/shared/form/use-form-in-place";
import { useFormat } from "@/shared/i18n/format";
import { Page } from "@/shared/page/page";
import { UnreadPage } from "@/shared/page/unread-page";
import { Mark } from "@/shared/status/mark";
import type { Unit } from "@/shared/units/directory";
import { EditUnit } from "./edit-unit";
import { History } from "./history";
import { Staff } from "./staff";
import { UnitMoves } from "./unit-moves";
import { type UnitPath, unitQuery, useKinds } from "./unit-queries";
import styles from "./units.module.css";

interface Props {
  path: UnitPath;
  mayReadTasks: boolean;
  mayHandOver: boolean;
  onDeleted: () => void;
}

/** One unit: its names, who stands behind it, and what may be done with it. */
export function UnitPage({ path, mayReadTasks, mayHandOver, onDeleted }: Props) {
  const { t } = useTranslation("units");
  const { t: shared } = useTranslation();
  const [editing, setEditing] = useState(false);
  const { opener, frame } = useFormInPlace<HTMLDivElement>(editing);
  const query = useQuery(unitQuery(path));
  const unit = query.data;
  if (!unit) return <UnreadPage title={shared("places.unit")} query={query} />;
  return (
    <Page
      title={unit.name}
      note={
        <Mark tone={unit.active ? "good" : "gone"}>{t(unit.active ? "active" : "inactive")}</Mark>
      }
      actions={
        !editing && (
          <UnitMoves
            zone={path.zone}
            unit={unit}
            onEdit={() => setEditing(true)}
            editButton={opener}
            onDeleted={onDeleted}
          />
        )
      }
    >
      <div className={styles.narrow} ref={frame}>
        {editing ? (
          <EditUnit path={path} unit={unit} onClose={() => setEditing(false)} />
        ) : (
          <Facts zone={path.zone} unit={unit} />
        )}
        {mayReadTasks && !editing && (
          <p>
            <Link to="/zones/$zone/tasks" params={{ zone: path.zone }} search={{ unit: unit.id }}>
              {t("tasksOf")}
            </Link>
          </p>
        )}
        {!editing && (
          <>
            <History path={path} unit={unit} />
            {unit.kind !== "collective" && <Staff path={path} mayHandOver={mayHandOver} />}
          </>
        )}
      </div>
    </Page>
  );
}

function Facts({ zone, unit }: { zone: string; unit: Unit }) {
  const { t } = useTranslation("units");
  const { t: shared } = useTranslation();
  const { date, instant } = useFormat();
  const kinds = useKinds(zone);
  return (
    <dl className={styles.facts}>
      <dt>{t("kind")}</dt>
      <dd>{kinds.name(unit.kind)}</dd>
      <dt>{t("aliases")}</dt>
      <dd>{unit.aliases.join("、") || shared("none")}</dd>
      {unit.kind === "collective" && (
        <>
          <dt>{t("members")}</dt>
          <dd>
            {unit.members.length === 0 ? (
              <span className={styles.attention}>{t("noMembers")}</span>
            ) : (
              <ul className={styles.names}>
                {unit.members.map((member) => (
                  <li key={member.id}>
                    <Link to="/zones/$zone/units/$unit" params={{ zone, unit: member.id }}>
                      {member.name}
                    </Link>
                  </li>
                ))}
              </ul>
            )}
          </dd>
        </>
      )}
      {(unit.term_from_date || unit.term_to_date) && (
        <>
          <dt>{t("term")}</dt>
          <dd>
            {unit.term_from_date && date(unit.term_from_date)}—
            {unit.term_to_date && date(unit.term_to_date)}
          </dd>
        </>
      )}
      {unit.convenor && (
        <>
          <dt>{t("convenor")}</dt>
          <dd>
            <Link to="/zones/$zone/units/$unit" params={{ zone, unit: unit.convenor.id }}>
              {unit.convenor.name}
            </Link>
          </dd>
        </>
      )}
      <dt>{t("note")}</dt>
      <dd>{unit.note || shared("none")}</dd>
      <dt>{t("updated")}</dt>
      <dd>{instant(unit.updated_at)}</dd>
    </dl>
  );
}
