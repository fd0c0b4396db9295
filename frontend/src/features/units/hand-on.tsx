import { useTranslation } from "react-i18next";
import { Choice, Field } from "@/shared/form/controls";
import type { Unit } from "@/shared/units/directory";
import type { UnitHoldings } from "./history-queries";
import type { Place, Plan, Relation } from "./reorganise-plan";
import styles from "./units.module.css";

const RELATIONS: readonly Relation[] = ["lead", "responsible", "supporting"];

interface Props {
  unit: Unit;
  holdings: UnitHoldings;
  plan: Plan;
  change: (part: Partial<Plan>) => void;
}

/** Where open tasks and officers go: by the unit's part in them, and one by one where that does not fit. */
export function HandOn({ unit, holdings, plan, change }: Props) {
  const { t } = useTranslation("units");
  const places = usePlaces(plan, unit);
  const first = plan.continues ? "stay" : "0";
  const open = holdings.lead + holdings.responsible + holdings.supporting;
  return (
    <fieldset className={styles.members}>
      <legend>{t("handOn.title")}</legend>
      {open + holdings.officers.length === 0 && (
        <p className={styles.soft}>{t("handOn.nothing")}</p>
      )}
      <div className={styles.columns}>
        {RELATIONS.filter((relation) => holdings[relation] > 0).map((relation) => (
          <Field key={relation} label={t(`handOn.${relation}`, { count: holdings[relation] })}>
            {(control) => (
              <Choice
                {...control}
                value={String(plan.byRelation[relation] ?? 0)}
                options={places}
                onPick={(picked) =>
                  change({ byRelation: { ...plan.byRelation, [relation]: placeFrom(picked) } })
                }
              />
            )}
          </Field>
        ))}
        {!plan.continues && places.length > 1 && (
          <Field label={t("handOn.rest")} hint={t("handOn.restHint")}>
            {(control) => (
              <Choice
                {...control}
                value={String(plan.rest)}
                options={places}
                onPick={(picked) => change({ rest: Number(picked ?? 0) })}
              />
            )}
          </Field>
        )}
      </div>
      {open > 0 && places.length > 1 && (
        <details className={styles.details}>
          <summary>{t("handOn.single")}</summary>
          <ul>
            {holdings.tasks.map((task) => (
              <li key={task.id}>
                <span>
                  {task.number && <>{task.number}. </>}
                  {task.title} <small>{t(`relations.${task.relation}`)}</small>
                </span>
                <Choice
                  aria-label={t("handOn.of", { name: task.title })}
                  value={plan.byTask[task.id]?.toString()}
                  options={places}
                  none={t("handOn.byKind")}
                  onPick={(picked) => change({ byTask: chosen(plan.byTask, task.id, picked) })}
                />
              </li>
            ))}
          </ul>
        </details>
      )}
      {holdings.officers.length > 0 && (
        <div className={styles.details}>
          <p>{t("handOn.officers")}</p>
          <ul>
            {holdings.officers.map(({ membership, name }) => (
              <li key={membership}>
                <span>{name}</span>
                <Choice
                  aria-label={t("handOn.of", { name })}
                  value={plan.byOfficer[membership]?.toString() ?? first}
                  options={places}
                  onPick={(picked) =>
                    change({ byOfficer: { ...plan.byOfficer, [membership]: placeFrom(picked) } })
                  }
                />
              </li>
            ))}
          </ul>
        </div>
      )}
    </fieldset>
  );
}

function usePlaces(plan: Plan, unit: Unit): [string, string][] {
  const { t } = useTranslation("units");
  const places = plan.successors.map(({ name }, place): [string, string] => [
    String(place),
    name?.trim() ||
      (plan.successors.length > 1 ? t("handOn.unnamed", { place: place + 1 }) : t("handOn.only")),
  ]);
  return plan.continues ? [...places, ["stay", t("handOn.stay", { name: unit.name })]] : places;
}

function placeFrom(picked: string | undefined): Place {
  return picked === "stay" ? "stay" : Number(picked ?? 0);
}

function chosen(before: Record<string, Place>, key: string, picked: string | undefined) {
  const { [key]: _, ...others } = before;
  return picked === undefined ? others : { ...others, [key]: placeFrom(picked) };
}
