import { useTranslation } from "react-i18next";
import { Menu, MenuEntry } from "@/shared/popup/menu";
import { Popup } from "@/shared/popup/popup";
import { useDesk } from "./desk-context";
import { type Attribution, type DraftTask, RELATIONS, type Relation } from "./rows";
import { ordered, unitLines } from "./task-changes";
import { UnitPicker } from "./unit-picker";
import styles from "./units.module.css";

/** Who leads, who is responsible, who supports: a chip for each unit, with what can be done to it behind it. */
export function UnitsField({ task }: { task: DraftTask }) {
  const { t } = useTranslation("plans");
  const { readOnly } = useDesk();
  return (
    <div className={styles.relations}>
      {RELATIONS.map((relation) => {
        const units = task.units.filter((unit) => unit.relation === relation);
        if (readOnly && units.length === 0) return null;
        return (
          <fieldset
            key={relation}
            className={styles.relation}
            data-field={relation}
            aria-label={t(`relation.${relation}`)}
          >
            <span className={styles.name} data-relation={relation}>
              {t(`relation.${relation}`)}
            </span>
            <ul>
              {units.map((unit) => (
                <li key={unit.text}>
                  <UnitChip task={task} unit={unit} />
                </li>
              ))}
              {!readOnly && (
                <li>
                  <AddUnit task={task} relation={relation} />
                </li>
              )}
            </ul>
          </fieldset>
        );
      })}
    </div>
  );
}

function UnitChip({ task, unit }: { task: DraftTask; unit: Attribution }) {
  const { t } = useTranslation("plans");
  const { writer, readOnly, zone, point } = useDesk();
  const set = (change: (lines: ReturnType<typeof unitLines>) => ReturnType<typeof unitLines>) => {
    const now = writer.task(task.id) ?? task;
    writer.setUnits(now, ordered(change(unitLines(now.units))));
  };
  const turn = (relation: Relation) =>
    set((lines) => lines.map((line) => (line.text === unit.text ? { ...line, relation } : line)));
  const face = (
    <>
      {unit.text}
      {unit.open_ended && t("unit.openEnded")}
      {unit.unit_id === null && <em>{t("unit.unresolved")}</em>}
      {unit.unit && unit.unit !== unit.text && <small>→ {unit.unit}</small>}
    </>
  );
  if (readOnly) return <span className={styles.chip}>{face}</span>;
  return (
    <Popup
      className={styles.chip}
      label={t("unit.change", { unit: unit.text })}
      panel={(close) => (
        <div className={styles.chipPanel}>
          <Menu label={t("unit.change", { unit: unit.text })}>
            {RELATIONS.filter((one) => one !== unit.relation).map((relation) => (
              <MenuEntry
                key={relation}
                onChoose={() => {
                  close();
                  turn(relation);
                }}
              >
                {t("unit.turn", { relation: t(`relation.${relation}`) })}
              </MenuEntry>
            ))}
            <MenuEntry
              onChoose={() => {
                close();
                set((lines) => lines.filter((line) => line.text !== unit.text));
              }}
            >
              {t("unit.remove")}
            </MenuEntry>
            <MenuEntry
              onChoose={() => {
                close();
                point(unit.start, unit.end);
              }}
            >
              {t("unit.show")}
            </MenuEntry>
          </Menu>
          <p className={styles.everywhere}>{t("unit.everywhere", { unit: unit.text })}</p>
          <UnitPicker
            zone={zone}
            label={t("unit.means", { unit: unit.text })}
            text={unit.unit ?? unit.text}
            onPick={(picked) => {
              close();
              void writer.resolve(unit.text, picked.id, false);
            }}
          />
        </div>
      )}
    >
      {face}
    </Popup>
  );
}

function AddUnit({ task, relation }: { task: DraftTask; relation: Relation }) {
  const { t } = useTranslation("plans");
  const { writer, zone } = useDesk();
  const label = t("unit.add", { relation: t(`relation.${relation}`) });
  const add = (text: string, unit_id: string | null) => {
    const now = writer.task(task.id) ?? task;
    const others = unitLines(now.units).filter((line) => line.text !== text);
    writer.setUnits(now, ordered([...others, { relation, text, unit_id }]));
  };
  return (
    <Popup
      className={styles.add}
      label={label}
      panel={(close) => (
        <UnitPicker
          zone={zone}
          label={label}
          onPick={(unit) => {
            close();
            add(unit.name, unit.id);
          }}
          onWords={(words) => {
            close();
            add(words, null);
          }}
        />
      )}
    >
      +
    </Popup>
  );
}
