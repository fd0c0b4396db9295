import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { isProblem, type Problem } from "@/shared/api/problem";
import { ProblemNotice } from "@/shared/page/problem-notice";
import { Progress } from "@/shared/page/progress";
import { Dialog } from "@/shared/popup/dialog";
import { AdoptionReport } from "./adoption-report";
import { CarryOver } from "./carry-over";
import { useDesk } from "./desk-context";
import type { DraftFigures } from "./doubt-queue";
import { draftCalls } from "./draft-calls";
import { adoptionKey, planQuery, plansKey } from "./plan-queries";
import styles from "./questions.module.css";
import type { Draft, Plan } from "./rows";
import type { ReviewSearch } from "./search";

interface Props {
  plan: Plan;
  draft: Draft;
  figures: DraftFigures;
  /** Places with a doubt that nobody has answered. */
  doubts: number;
  /** Paragraphs that became nothing. */
  unused: number;
  /** Goes to a gap of the draft. */
  onShow: (place: ReviewSearch) => void;
  onClose: () => void;
  onAdopted: () => void;
}

interface Gap {
  key: string;
  words: string;
  place: ReviewSearch;
}

/** What the adoption will make, what is missing for it, and the adoption itself. */
export function AdoptionDialog(props: Props) {
  const { plan, draft, figures, doubts, unused, onShow, onClose, onAdopted } = props;
  const { t } = useTranslation("plans");
  const { t: shared } = useTranslation();
  const { writer } = useDesk();
  const cache = useQueryClient();
  const adoption = useMutation({
    mutationFn: async () => {
      await writer.idle();
      return draftCalls.adopt(writer.path);
    },
    onSuccess: async (summary) => {
      cache.setQueryData(adoptionKey(writer.path), summary);
      await Promise.all([
        cache.invalidateQueries({ queryKey: planQuery(writer.path).queryKey }),
        cache.invalidateQueries({ queryKey: plansKey(writer.path.zone) }),
      ]);
      onAdopted();
    },
  });
  const provisional = plan.document_status === "consultation";
  const refused = isProblem(adoption.error, 409) && adoption.error.code === "not_ready";
  const known = useGaps(draft, figures);
  const gaps = refused ? gapsOf(adoption.error as Problem) : known;
  const counts = [
    ["tasks", figures.tasks],
    ["targets", figures.targets],
    ["duties", plan.counts.duties],
    ["units", figures.units],
    ["dropped", figures.dropped],
    ["doubtful", doubts],
  ] as const;
  return (
    <Dialog
      title={t(provisional ? "adopt.titleProvisional" : "adopt.title")}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t("adopt.later")}</Button>
          <Button
            type="primary"
            disabled={gaps.length > 0 || adoption.isPending}
            onClick={() => adoption.mutate()}
          >
            {t(provisional ? "adopt.confirmProvisional" : "adopt.confirm", {
              count: figures.tasks,
            })}
          </Button>
        </>
      }
    >
      <dl className={styles.summary}>
        {counts.map(([name, count]) => (
          <div key={name} data-zero={count === 0 || undefined} data-name={name}>
            <dt>{t(`figures.${name}`)}</dt>
            <dd>{count}</dd>
          </div>
        ))}
      </dl>
      <AdoptionReport plan={plan} unused={unused} onShow={onShow} />
      <CarryOver path={writer.path} />
      {doubts > 0 && gaps.length === 0 && (
        <p className={styles.caution}>{t("adopt.doubtful", { count: doubts })}</p>
      )}
      {gaps.length > 0 && (
        <section className={styles.gaps} role="alert">
          <h3>{t("adopt.gaps", { count: gaps.length })}</h3>
          <ul>
            {gaps.map((gap) => (
              <li key={gap.key}>
                <button type="button" onClick={() => onShow(gap.place)}>
                  {gap.words}
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
      {adoption.error && !refused && (
        <ProblemNotice
          error={adoption.error}
          action={<Button onClick={() => adoption.mutate()}>{shared("retry")}</Button>}
        />
      )}
      {adoption.isPending && <Progress label={t("adopt.working")} />}
      {gaps.length === 0 && <p className={styles.hint}>{t("adopt.note")}</p>}
    </Dialog>
  );
}

const SHOWN_GAPS = 20;

/** What the server would refuse, from the rows on the screen: said before the click instead of after it. */
function useGaps(draft: Draft, figures: DraftFigures): Gap[] {
  const { t } = useTranslation("plans");
  const gaps: Gap[] = [];
  if (figures.unresolved > 0)
    gaps.push({
      key: "units",
      words: t("adopt.unresolved", { count: figures.unresolved }),
      place: { panel: "units" },
    });
  for (const task of draft.tasks)
    if (task.state !== "dropped" && task.units.length === 0)
      gaps.push({
        key: task.id,
        words: t("adopt.withoutUnit", { title: task.title }),
        place: { task: task.id, panel: "tasks" },
      });
  if (figures.tasks === 0)
    gaps.push({ key: "nothing", words: t("adopt.nothing"), place: { panel: "tasks" } });
  return gaps.slice(0, SHOWN_GAPS);
}

/** The places that the server named, as links to them. */
function gapsOf(problem: Problem): Gap[] {
  return problem.errors.map(({ pointer, message }) => {
    const [, room, id] = pointer.match(/^\/([^/]+)\/(.*)$/) ?? [];
    const place: ReviewSearch =
      room === "draft-tasks" && id ? { task: id, panel: "tasks" } : { panel: "units" };
    return { key: pointer, words: message, place };
  });
}
