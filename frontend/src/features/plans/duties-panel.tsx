import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { ProblemNotice } from "@/shared/page/problem-notice";
import { Waiting } from "@/shared/page/waiting";
import { UnitSelect } from "@/shared/units/unit-select";
import { useDesk } from "./desk-context";
import styles from "./duties.module.css";
import { draftDutiesQuery } from "./plan-queries";
import type { DraftDuty } from "./rows";

/** What the document asks for again and again; a click shows the words in the original. */
export function DutiesPanel() {
  const { t } = useTranslation("duties");
  const { writer } = useDesk();
  const duties = useQuery(draftDutiesQuery(writer.path));
  if (duties.error && !duties.data) return <ProblemNotice error={duties.error} />;
  if (!duties.data) return <Waiting />;
  const { items } = duties.data;
  return (
    <div className={styles.panel}>
      <p className={styles.note}>{t(items.length > 0 ? "draft.note" : "draft.none")}</p>
      <ul className={styles.duties}>
        {items.map((duty) => (
          <DutyLine key={duty.id} duty={duty} />
        ))}
      </ul>
    </div>
  );
}

function DutyLine({ duty }: { duty: DraftDuty }) {
  const { t } = useTranslation("duties");
  const { writer, readOnly, zone, point } = useDesk();
  const dropped = duty.state === "dropped";
  const whoIsMeant = duty.who ? t("draft.role", { who: duty.who }) : t("draft.nobody");
  return (
    <li data-dropped={dropped || undefined}>
      <p className={styles.terms}>
        <strong>{t(`kinds.${duty.kind}`)}</strong>
        {duty.cadence && <span>{t(`cadences.${duty.cadence}`)}</span>}
        {dropped && <em>{t("draft.dropped")}</em>}
      </p>
      <button
        type="button"
        className={styles.words}
        title={t("draft.show")}
        onClick={() => point(duty.start, duty.end)}
      >
        {duty.text}
      </button>
      <div className={styles.who}>
        {readOnly || dropped ? (
          <span>{duty.unit_name ?? whoIsMeant}</span>
        ) : (
          <UnitSelect
            zone={zone}
            label={`${t("who")}：${duty.text}`}
            placeholder={whoIsMeant}
            value={duty.unit_id ?? undefined}
            onPick={(unit) => void writer.changeDuty(duty, { unit_id: unit?.id ?? null })}
          />
        )}
        {!readOnly && (
          <Button
            size="small"
            onClick={() =>
              void writer.changeDuty(duty, { state: dropped ? "proposed" : "dropped" })
            }
          >
            {t(dropped ? "draft.restore" : "draft.drop")}
          </Button>
        )}
      </div>
    </li>
  );
}
