import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "@/shared/i18n/format";
import { Tag, type Tone } from "@/shared/status/mark";
import styles from "./comparison.module.css";
import type { ComparedTask, TaskPair } from "./comparison-queries";
import { Kinship, type SayKin } from "./kinship";
import { TargetMoves } from "./target-moves";
import { diffWords, type Run } from "./words-diff";

interface Props {
  zone: string;
  pair: TaskPair;
  plans: { before: string; after: string };
  onCorrect: ((pair: TaskPair) => void) | undefined;
  onSay: SayKin | undefined;
}

const TONES: Partial<Record<string, Tone>> = {
  added: "good",
  removed: "gone",
  tightened: "bad",
  loosened: "waiting",
  target_dropped: "waiting",
};

/** One task in both documents, with the words that changed marked and every target judged. */
export function PairCard({ zone, pair, plans, onCorrect, onSay }: Props) {
  const { t } = useTranslation("plan-comparison");
  const { before, after, changes } = pair;
  const title = useDiff(before?.title, after?.title);
  const body = useDiff(before?.body, after?.body);
  return (
    <li className={styles.pair} data-changes={changes.join(" ")}>
      <header>
        <h3>{(after ?? before)?.title}</h3>
        <span className={styles.tags}>
          {changes.map((change) => (
            <Tag key={change} tone={TONES[change] ?? "calm"}>
              {t(`changes.${change}`)}
            </Tag>
          ))}
        </span>
        {pair.way && (
          <span className={styles.found}>{t(`ways.${pair.way}`, { likeness: pair.likeness })}</span>
        )}
        {onCorrect && (
          <Button size="small" onClick={() => onCorrect(pair)}>
            {t("correct.open")}
          </Button>
        )}
      </header>
      <div className={styles.both}>
        <Side
          which="before"
          task={before}
          beside={after}
          title={title.before}
          body={body.before}
          zone={zone}
          plan={plans.before}
        />
        <Side
          which="after"
          task={after}
          beside={before}
          title={title.after}
          body={body.after}
          zone={zone}
          plan={plans.after}
        />
      </div>
      <Kinship pair={pair} onSay={onSay} />
      {pair.targets.length > 0 && <TargetMoves targets={pair.targets} />}
    </li>
  );
}

function useDiff(before: string | undefined, after: string | undefined) {
  return useMemo(() => {
    const plain = (text: string | undefined): Run[] => (text ? [{ text, only: false }] : []);
    if (before === undefined || after === undefined)
      return { before: plain(before), after: plain(after) };
    return diffWords(before, after);
  }, [before, after]);
}

interface SideProps {
  which: "before" | "after";
  task: ComparedTask | null;
  beside: ComparedTask | null;
  title: Run[];
  body: Run[];
  zone: string;
  plan: string;
}

function Side({ which, task, beside, title, body, zone, plan }: SideProps) {
  const { t } = useTranslation("plan-comparison");
  const { date } = useFormat();
  if (!task)
    return (
      <div className={styles.absent} data-side={which}>
        {t(which === "before" ? "sides.noBefore" : "sides.noAfter")}
      </div>
    );
  const place = [
    task.section,
    task.number !== null && t("sides.numbered", { number: task.number }),
  ].filter(Boolean);
  const moved = beside && (beside.section !== task.section || beside.number !== task.number);
  const deadline = task.deadline_date ? date(task.deadline_date) : task.deadline_text;
  const other = beside?.deadline_date ? date(beside.deadline_date) : beside?.deadline_text;
  return (
    <div data-side={which}>
      <p className={styles.place} data-moved={moved || undefined}>
        <b>{t(`sides.${which}`)}</b> {place.join(" · ")}
        <Link
          to="/zones/$zone/plans/$plan/review"
          params={{ zone, plan }}
          search={{ task: task.id, show: "all" }}
        >
          {t("sides.source")}
        </Link>
      </p>
      {beside && beside.title !== task.title && (
        <h4>
          <Marked runs={title} side={which} />
        </h4>
      )}
      {task.body && (
        <p className={styles.body}>
          <Marked runs={body} side={which} />
        </p>
      )}
      <Units task={task} beside={beside} side={which} />
      {deadline && (
        <p className={styles.place}>
          {t("sides.deadline")}{" "}
          {beside && other !== deadline ? <Changed side={which}>{deadline}</Changed> : deadline}
        </p>
      )}
    </div>
  );
}

function Changed({ side, children }: { side: "before" | "after"; children: string }) {
  return side === "before" ? <del>{children}</del> : <ins>{children}</ins>;
}

function Marked({ runs, side }: { runs: readonly Run[]; side: "before" | "after" }) {
  let at = 0;
  return runs.map(({ text, only }) => {
    const key = at;
    at += text.length;
    return only ? (
      <Changed key={key} side={side}>
        {text}
      </Changed>
    ) : (
      <span key={key}>{text}</span>
    );
  });
}

function Units(props: {
  task: ComparedTask;
  beside: ComparedTask | null;
  side: "before" | "after";
}) {
  const { t } = useTranslation("plan-comparison");
  const { task, beside, side } = props;
  const there = new Set(beside?.units.map(({ name, relation }) => `${relation} ${name}`));
  return (
    <ul className={styles.units}>
      {task.units.map(({ name, relation }) => {
        const words = `${t(`relations.${relation}`)} ${name}`;
        const changed = beside && !there.has(`${relation} ${name}`);
        return (
          <li key={`${relation} ${name}`}>
            {changed ? <Changed side={side}>{words}</Changed> : words}
          </li>
        );
      })}
    </ul>
  );
}
