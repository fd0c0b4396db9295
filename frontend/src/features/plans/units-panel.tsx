import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { announce } from "@/shared/page/notices";
import { ProblemNotice } from "@/shared/page/problem-notice";
import { Waiting } from "@/shared/page/waiting";
import { Popup } from "@/shared/popup/popup";
import { useDesk } from "./desk-context";
import { spokenQuery } from "./plan-queries";
import type { Draft, SpokenUnit } from "./rows";
import { UnitPicker } from "./unit-picker";
import styles from "./units.module.css";
import { useUnitKindName } from "./use-unit-kinds";

/** Every name of a unit in the document, and which unit of the directory it stands for. */
export function UnitsPanel({ draft }: { draft: Draft }) {
  const { t } = useTranslation("plans");
  const { writer } = useDesk();
  const spoken = useQuery(spokenQuery(writer.path));
  const [busy, setBusy] = useState(false);
  if (spoken.error && !spoken.data) return <ProblemNotice error={spoken.error} />;
  if (!spoken.data) return <Waiting />;
  const open = spoken.data.items.filter(({ unit_id }) => unit_id === null);
  const settled = spoken.data.items.filter(({ unit_id }) => unit_id !== null);
  const createAll = async () => {
    setBusy(true);
    const made = await writer.createUnits(open.map(({ text }) => text));
    setBusy(false);
    if (made) announce(t("units.created", { count: open.length }));
  };
  return (
    <div className={styles.panel}>
      {open.length > 0 ? (
        <div className={styles.createAll}>
          <p>
            <strong>{t("units.open", { count: open.length })}</strong>
            {t("units.openNote")}
          </p>
          <Button type="primary" loading={busy} onClick={() => void createAll()}>
            {t("units.createAll", { count: open.length })}
          </Button>
        </div>
      ) : (
        <p className={styles.allSettled}>{t("units.allSettled", { count: settled.length })}</p>
      )}
      <Spoken title={t("units.unresolved")} units={open} draft={draft} />
      <Spoken title={t("units.resolved")} units={settled} draft={draft} />
    </div>
  );
}

interface SpokenProps {
  title: string;
  units: readonly SpokenUnit[];
  draft: Draft;
}

function Spoken({ title, units, draft }: SpokenProps) {
  const { t } = useTranslation("plans");
  const { select, point, zone } = useDesk();
  const kindName = useUnitKindName(zone);
  if (units.length === 0) return null;
  const show = (text: string) => {
    for (const task of draft.tasks) {
      const unit =
        task.state === "dropped" ? undefined : task.units.find((one) => one.text === text);
      if (!unit) continue;
      select(task.id, "address");
      point(unit.start, unit.end);
      return;
    }
  };
  return (
    <table className={styles.spoken} aria-label={title}>
      <thead>
        <tr>
          <th scope="col">{t("units.written")}</th>
          <th scope="col" className={styles.uses}>
            {t("units.uses")}
          </th>
          <th scope="col">{t("units.stands")}</th>
        </tr>
      </thead>
      <tbody>
        {units.map((unit) => (
          <tr key={unit.text}>
            <th scope="row">
              <button type="button" title={t("units.show")} onClick={() => show(unit.text)}>
                {unit.text}
              </button>
            </th>
            <td className={styles.uses}>{unit.uses}</td>
            <td>
              <Resolution
                unit={unit}
                kind={unit.kind ? t("units.newKind", { kind: kindName(unit.kind) }) : ""}
              />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Resolution({ unit, kind }: { unit: SpokenUnit; kind: string }) {
  const { t } = useTranslation("plans");
  const { writer, zone } = useDesk();
  const [remember, setRemember] = useState(true);
  return (
    <span className={styles.resolution}>
      {unit.unit && <span>{unit.unit}</span>}
      <Popup
        align="end"
        className={unit.unit ? styles.quiet : styles.resolve}
        label={t("units.chooseFor", { unit: unit.text })}
        panel={(close) => (
          <div className={styles.chipPanel}>
            <UnitPicker
              zone={zone}
              label={t("unit.means", { unit: unit.text })}
              text={unit.text}
              onPick={async (picked) => {
                close();
                const made = await writer.resolve(unit.text, picked.id, remember);
                if (made) announce(t("units.done", { count: made.changed, unit: picked.name }));
              }}
            />
            <label className={styles.remember}>
              <input
                type="checkbox"
                checked={remember}
                onChange={(event) => setRemember(event.target.checked)}
              />
              {t("units.remember")}
            </label>
            {!unit.unit && (
              <Button
                block
                onClick={async () => {
                  close();
                  const made = await writer.createUnits([unit.text]);
                  if (made) announce(t("units.created", { count: 1 }));
                }}
              >
                {t("units.create", { unit: unit.text })}
              </Button>
            )}
          </div>
        )}
      >
        {t(unit.unit ? "units.change" : "units.choose")}
      </Popup>
      {kind && <small className={styles.kind}>{kind}</small>}
    </span>
  );
}
