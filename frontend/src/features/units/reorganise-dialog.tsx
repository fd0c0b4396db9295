import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, api } from "@/shared/api/client";
import { Choice, Field, formClass } from "@/shared/form/controls";
import { DateInput } from "@/shared/form/date-input";
import { useFormat } from "@/shared/i18n/format";
import { announce } from "@/shared/page/notices";
import { ProblemNotice } from "@/shared/page/problem-notice";
import { Dialog } from "@/shared/popup/dialog";
import { DialogButtons } from "@/shared/popup/dialog-buttons";
import type { Unit } from "@/shared/units/directory";
import { UnitSelect } from "@/shared/units/unit-select";
import { HandOn } from "./hand-on";
import {
  holdingsQuery,
  type ReorganisationForm,
  structureChanged,
  todayInChina,
} from "./history-queries";
import { emptyPlan, formOf, missingIn, type Plan, type Successor } from "./reorganise-plan";
import type { UnitPath } from "./unit-queries";
import styles from "./units.module.css";

const KINDS = ["merge", "split", "dissolve"] as const;

interface Props {
  path: UnitPath;
  unit: Unit;
  onClose: () => void;
}

/** 合并、分设、撤销: the units before and after, the day, and where every open task and officer goes. */
export function ReorganiseDialog({ path, unit, onClose }: Props) {
  const { t } = useTranslation("units");
  const { date } = useFormat();
  const cache = useQueryClient();
  const id = useId();
  const [plan, setPlan] = useState<Plan>(() => emptyPlan(todayInChina()));
  const [tried, setTried] = useState(false);
  const change = (part: Partial<Plan>) => setPlan((before) => ({ ...before, ...part }));
  const holdings = useQuery(holdingsQuery(path)).data;
  const missing = missingIn(plan);
  const save = useMutation({
    mutationFn: (body: ReorganisationForm) =>
      answer(
        api.POST("/api/v1/zones/{zone}/reorganisations", {
          params: { path: { zone: path.zone } },
          body,
        }),
      ),
    onSuccess: async (done) => {
      await structureChanged(cache, path.zone);
      announce(
        done.state === "planned"
          ? t("reorganise.planned", { date: date(done.effective_date), tasks: done.tasks })
          : t("reorganise.done", { tasks: done.tasks, officers: done.officers }),
      );
      onClose();
    },
  });
  return (
    <Dialog
      wide
      title={t("reorganise.title", { name: unit.name })}
      onClose={onClose}
      actions={
        <DialogButtons onCancel={onClose} htmlType="submit" form={id} loading={save.isPending}>
          {t(plan.day > todayInChina() ? "reorganise.order" : "reorganise.do")}
        </DialogButtons>
      }
    >
      <form
        id={id}
        className={formClass}
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (!missing) save.mutate(formOf(plan, unit.id));
        }}
      >
        <div className={styles.columns}>
          <Field label={t("reorganise.kind")} hint={t(`reorganise.kindHints.${plan.kind}`)}>
            {(control) => (
              <Choice
                {...control}
                data-first
                value={plan.kind}
                options={KINDS.map((kind) => [kind, t(`reorganise.kinds.${kind}`)])}
                onPick={(kind) => change({ ...emptyPlan(plan.day), kind: kind as Plan["kind"] })}
              />
            )}
          </Field>
          <Field label={t("reorganise.day")} hint={t("reorganise.dayHint")}>
            {(control) => (
              <DateInput
                {...control}
                required
                min="1949-01-01"
                max="2199-12-31"
                value={plan.day}
                onPick={(day) => change({ day: day })}
              />
            )}
          </Field>
          <Field label={t("basis")} hint={t("basisHint")}>
            {(control) => (
              <input
                {...control}
                maxLength={400}
                autoComplete="off"
                value={plan.basis}
                onChange={(event) => change({ basis: event.target.value })}
              />
            )}
          </Field>
        </div>
        {plan.kind === "merge" && (
          <Others zone={path.zone} own={unit} plan={plan} change={change} />
        )}
        {plan.kind !== "dissolve" && (
          <Successors zone={path.zone} own={unit} plan={plan} change={change} />
        )}
        {plan.kind === "split" && (
          <label className={styles.tick}>
            <input
              type="checkbox"
              checked={plan.continues}
              onChange={(event) => change({ continues: event.target.checked })}
            />
            {t("reorganise.continues", { name: unit.name })}
          </label>
        )}
        {plan.kind !== "dissolve" && holdings && (
          <HandOn unit={unit} holdings={holdings} plan={plan} change={change} />
        )}
        {tried && missing && (
          <p role="alert" className={styles.attention}>
            {t(`reorganise.missing.${missing}`)}
          </p>
        )}
        {save.error && <ProblemNotice error={save.error} />}
      </form>
    </Dialog>
  );
}

interface PartProps {
  zone: string;
  own: Unit;
  plan: Plan;
  change: (part: Partial<Plan>) => void;
}

/** The further units that are merged; their tasks and officers go to the successor with those of this unit. */
function Others({ zone, own, plan, change }: PartProps) {
  const { t } = useTranslation("units");
  return (
    <fieldset className={styles.members}>
      <legend>{t("reorganise.others")}</legend>
      <ul>
        {plan.others.map(({ id, name }) => (
          <li key={id}>
            {name}
            <button
              type="button"
              aria-label={t("form.removeMember", { name })}
              onClick={() => change({ others: plan.others.filter((one) => one.id !== id) })}
            >
              ×
            </button>
          </li>
        ))}
      </ul>
      <UnitSelect
        zone={zone}
        label={t("reorganise.addOther")}
        placeholder={t("reorganise.addOther")}
        value={undefined}
        forget
        onPick={(picked) => {
          if (!picked || picked.id === own.id || plan.others.some(({ id }) => id === picked.id))
            return;
          change({ others: [...plan.others, { id: picked.id, name: picked.name }] });
        }}
      />
    </fieldset>
  );
}

function Successors({ zone, own, plan, change }: PartProps) {
  const { t } = useTranslation("units");
  const put = (place: number, next: Successor) =>
    change({ successors: plan.successors.map((one, at) => (at === place ? next : one)) });
  return (
    <fieldset className={styles.members}>
      <legend>{t(`reorganise.successors.${plan.kind === "merge" ? "one" : "several"}`)}</legend>
      {plan.successors.map((successor, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a successor is known by its place, also on the server.
        <div key={place} className={styles.successor}>
          <Choice
            aria-label={t("reorganise.which", { place: place + 1 })}
            value={successor.made ? "new" : "known"}
            options={[
              ["known", t("reorganise.known")],
              ["new", t("reorganise.new")],
            ]}
            onPick={(picked) => put(place, { made: picked === "new" })}
          />
          {successor.made ? (
            <input
              aria-label={t("reorganise.newName", { place: place + 1 })}
              className={styles.wide}
              maxLength={120}
              autoComplete="off"
              value={successor.name ?? ""}
              onChange={(event) => put(place, { made: true, name: event.target.value })}
            />
          ) : (
            <UnitSelect
              zone={zone}
              label={t("reorganise.knownName", { place: place + 1 })}
              value={successor.unit}
              onPick={(picked) => {
                if (picked?.id !== own.id)
                  put(place, {
                    made: false,
                    ...(picked && { unit: picked.id, name: picked.name }),
                  });
              }}
            />
          )}
          {plan.kind === "split" && plan.successors.length > 1 && (
            <Button
              size="small"
              onClick={() => change({ successors: plan.successors.toSpliced(place, 1) })}
            >
              {t("reorganise.remove")}
            </Button>
          )}
        </div>
      ))}
      {plan.kind === "split" && (
        <Button
          size="small"
          onClick={() => change({ successors: [...plan.successors, { made: true }] })}
        >
          {t("reorganise.add")}
        </Button>
      )}
    </fieldset>
  );
}
