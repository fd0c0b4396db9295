import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, api, ifMatch } from "@/shared/api/client";
import { useFormat } from "@/shared/i18n/format";
import { announce } from "@/shared/page/notices";
import { ProblemNotice } from "@/shared/page/problem-notice";
import { Dialog } from "@/shared/popup/dialog";
import { DialogButtons } from "@/shared/popup/dialog-buttons";
import { Tag } from "@/shared/status/mark";
import type { Unit } from "@/shared/units/directory";
import {
  historyQuery,
  type Reorganisation,
  structureChanged,
  type UnitHistory,
} from "./history-queries";
import { NameDialog } from "./name-dialog";
import { Planned } from "./planned";
import { ReorganiseDialog } from "./reorganise-dialog";
import { dayBefore, type Moment, timeline } from "./timeline";
import type { UnitPath } from "./unit-queries";
import styles from "./units.module.css";

type Asking = "rename" | "earlier" | "reorganise";

/** 沿革: what the unit was called when, what it came from, and who succeeded it. */
export function History({ path, unit }: { path: UnitPath; unit: Unit }) {
  const { t } = useTranslation("units");
  const [asking, setAsking] = useState<Asking>();
  const [wrong, setWrong] = useState<Moment>();
  const query = useQuery(historyQuery(path));
  const history = query.data;
  if (!history) return query.error ? <ProblemNotice error={query.error} /> : null;
  const may = (action: UnitHistory["actions"][number]) => history.actions.includes(action);
  const close = () => setAsking(undefined);
  return (
    <section className={styles.section}>
      <header>
        <h2>{t("history.title")}</h2>
        <div className={styles.buttons}>
          {may("rename") && (
            <>
              <Button onClick={() => setAsking("rename")}>{t("history.rename")}</Button>
              <Button onClick={() => setAsking("earlier")}>{t("history.earlier")}</Button>
            </>
          )}
          {may("reorganise") && (
            <Button onClick={() => setAsking("reorganise")}>{t("history.reorganise")}</Button>
          )}
        </div>
      </header>
      <Planned path={path} />
      <ol className={styles.timeline}>
        {timeline(history).map((moment) => (
          <li key={moment.key}>
            <When moment={moment} />
            <div>
              {moment.name ? (
                <Named name={moment.name} ended={history.ended_date !== null} />
              ) : (
                <Reorganised zone={path.zone} own={unit.id} change={moment.reorganisation} />
              )}
            </div>
            {may("rename") && (moment.reorganisation || history.names.length > 1) && (
              <Button
                size="small"
                aria-label={t("history.undoOf", {
                  what: moment.name?.name ?? t(`reorganise.kinds.${kindOf(moment)}`),
                })}
                onClick={() => setWrong(moment)}
              >
                {t("history.undo")}
              </Button>
            )}
          </li>
        ))}
      </ol>
      {(asking === "rename" || asking === "earlier") && (
        <NameDialog path={path} version={history.version} which={asking} onClose={close} />
      )}
      {asking === "reorganise" && <ReorganiseDialog path={path} unit={unit} onClose={close} />}
      {wrong && (
        <Undo
          path={path}
          version={history.version}
          moment={wrong}
          onClose={() => setWrong(undefined)}
        />
      )}
    </section>
  );
}

function kindOf({ reorganisation }: Moment): Reorganisation["kind"] {
  return reorganisation?.kind ?? "merge";
}

function When({ moment }: { moment: Moment }) {
  const { t } = useTranslation("units");
  const { date } = useFormat();
  return (
    <time>
      {moment.date
        ? date(moment.date)
        : t(moment.name?.state === "earlier" ? "history.before" : "history.always")}
    </time>
  );
}

function Named({ name, ended }: { name: NonNullable<Moment["name"]>; ended: boolean }) {
  const { t } = useTranslation("units");
  const { date } = useFormat();
  return (
    <>
      <strong>{name.name}</strong>{" "}
      {name.state !== "earlier" && (
        <Tag tone={ended ? "gone" : name.state === "coming" ? "waiting" : "good"}>
          {t(ended ? "history.last" : `history.${name.state}`)}
        </Tag>
      )}
      {name.until_date && (
        <p className={styles.soft}>
          {t("history.until", { date: date(dayBefore(name.until_date)) })}
        </p>
      )}
      <Grounds basis={name.basis} note={name.note} />
    </>
  );
}

function Reorganised(props: { zone: string; own: string; change: Reorganisation }) {
  const { zone, own, change } = props;
  const { t } = useTranslation("units");
  return (
    <>
      <strong>{t(`reorganise.kinds.${change.kind}`)}</strong>
      {change.continues && <> {t("history.continues")}</>}
      {change.predecessors.length > 0 && (
        <p>
          {t("history.from")}
          <Units zone={zone} own={own} units={change.predecessors} />
        </p>
      )}
      {change.successors.length > 0 && (
        <p>
          {t("history.to")}
          <Units zone={zone} own={own} units={change.successors} />
        </p>
      )}
      <Grounds basis={change.basis} note={change.note} />
    </>
  );
}

function Units(props: { zone: string; own: string; units: { id: string; name: string }[] }) {
  const { zone, own, units } = props;
  return units.map(({ id, name }, index) => (
    <span key={id}>
      {index > 0 && "、"}
      {id === own ? (
        name
      ) : (
        <Link to="/zones/$zone/units/$unit" params={{ zone, unit: id }}>
          {name}
        </Link>
      )}
    </span>
  ));
}

function Grounds({ basis, note }: { basis: string; note: string }) {
  const { t } = useTranslation("units");
  return (
    <>
      {basis && <p className={styles.soft}>{t("history.basisIs", { basis })}</p>}
      {note && <p className={styles.soft}>{note}</p>}
    </>
  );
}

interface UndoProps {
  path: UnitPath;
  version: number;
  moment: Moment;
  onClose: () => void;
}

/** A mistake taken back; the audit trail keeps what it said. */
function Undo({ path, version, moment, onClose }: UndoProps) {
  const { t } = useTranslation("units");
  const cache = useQueryClient();
  const undo = useMutation({
    mutationFn: async () => {
      if (moment.name)
        await answer(
          api.DELETE("/api/v1/zones/{zone}/units/{unit}/names/{dated_name}", {
            params: {
              path: { ...path, dated_name: moment.name.id ?? "" },
              header: ifMatch(version),
            },
          }),
        );
      else
        await answer(
          api.DELETE("/api/v1/zones/{zone}/reorganisations/{reorganisation}", {
            params: { path: { zone: path.zone, reorganisation: moment.key } },
          }),
        );
    },
    onSuccess: () => {
      announce(t("history.undone"));
      onClose();
    },
    onSettled: () => structureChanged(cache, path.zone),
  });
  return (
    <Dialog
      title={t("history.undoSure")}
      onClose={onClose}
      actions={
        <DialogButtons
          onCancel={onClose}
          danger
          loading={undo.isPending}
          onClick={() => undo.mutate()}
        >
          {t("history.undo")}
        </DialogButtons>
      }
    >
      <p>{t(moment.name ? "history.undoName" : "history.undoChange")}</p>
      {undo.error && <ProblemNotice error={undo.error} />}
    </Dialog>
  );
}
