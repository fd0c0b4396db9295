import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { answer, api, ifMatch } from "@/shared/api/client";
import { useFormat } from "@/shared/i18n/format";
import { Empty } from "@/shared/page/empty";
import { announce } from "@/shared/page/notices";
import { ProblemNotice } from "@/shared/page/problem-notice";
import { type Column, DataTable } from "@/shared/table/data-table";
import { useCursorPages } from "@/shared/table/use-cursor-pages";
import { useHabitWords } from "./habit-words";
import styles from "./habits.module.css";
import { habitsKey } from "./plan-queries";
import type { Habit } from "./rows";

/** What the zone's reviewers confirmed once: where it was learned, how often it helped, and how to forget it. */
export function HabitsPage({ zone }: { zone: string }) {
  const { t } = useTranslation("plans");
  const { t: shared } = useTranslation();
  const { instant } = useFormat();
  const words = useHabitWords();
  const { turn, remove } = useHabitMoves(zone);
  const pages = useCursorPages(habitsKey(zone), (_cursor, signal) =>
    answer(
      api.GET("/api/v1/zones/{zone}/reading-habits", { params: { path: { zone } }, signal }),
    ).then(({ items }) => ({ items, next_cursor: null })),
  );
  const columns: Column<Habit>[] = [
    {
      key: "says",
      title: t("habits.says.title"),
      heading: true,
      cell: (habit) => (
        <>
          <span className={habit.active ? undefined : styles.off}>{words(habit)}</span>
          {habit.sample && habit.sample !== habit.pattern && (
            <p className={styles.sample}>{habit.sample}</p>
          )}
        </>
      ),
    },
    {
      key: "from",
      title: t("habits.from"),
      width: 320,
      cell: (habit) => <From zone={zone} habit={habit} />,
    },
    {
      key: "by",
      title: t("habits.by"),
      width: 170,
      cell: ({ learned_by, learned_at }) =>
        learned_by ? (
          <>
            {learned_by}
            {learned_at && <small className={styles.at}>{instant(learned_at)}</small>}
          </>
        ) : (
          shared("none")
        ),
    },
    {
      key: "uses",
      title: t("habits.uses"),
      width: 90,
      cell: ({ kind, uses }) => (kind === "directory" ? shared("none") : String(uses)),
    },
    {
      key: "ways",
      title: t("habits.ways"),
      width: 170,
      cell: (habit) => (
        <span className={styles.ways}>
          {habit.actions.includes("deactivate") && (
            <Button size="small" onClick={() => turn.mutate({ habit, active: false })}>
              {t("habits.pause")}
            </Button>
          )}
          {habit.actions.includes("activate") && (
            <Button size="small" onClick={() => turn.mutate({ habit, active: true })}>
              {t("habits.resume")}
            </Button>
          )}
          {habit.actions.includes("remove") && (
            <Button size="small" danger onClick={() => remove.mutate(habit)}>
              {t("habits.remove")}
            </Button>
          )}
        </span>
      ),
    },
  ];
  const error = turn.error ?? remove.error;
  return (
    <>
      {error && <ProblemNotice error={error} />}
      <DataTable
        label={t("habits.title")}
        columns={columns}
        rowKey={({ id }) => id}
        pages={pages}
        empty={<Empty title={t("habits.empty")}>{t("habits.emptyNote")}</Empty>}
      />
    </>
  );
}

/** The document that it was learned from, or the unit whose alias it is. */
function From({ zone, habit }: { zone: string; habit: Habit }) {
  const { t } = useTranslation("plans");
  const { t: shared } = useTranslation();
  if (habit.plan_id)
    return (
      <>
        <Link to="/zones/$zone/plans/$plan" params={{ zone, plan: habit.plan_id }}>
          {habit.plan}
        </Link>
        {habit.clause && <small className={styles.at}>{habit.clause}</small>}
      </>
    );
  if (!habit.unit_id) return shared("none");
  return (
    <Link to="/zones/$zone/units/$unit" params={{ zone, unit: habit.unit_id }}>
      {t("habits.ofDirectory")}
    </Link>
  );
}

function useHabitMoves(zone: string) {
  const { t } = useTranslation("plans");
  const cache = useQueryClient();
  const again = () => cache.invalidateQueries({ queryKey: habitsKey(zone) });
  const place = ({ id, version }: Habit) => ({
    path: { zone, habit_id: id },
    header: ifMatch(version),
  });
  const turn = useMutation({
    mutationFn: ({ habit, active }: { habit: Habit; active: boolean }) =>
      answer(
        api.PATCH("/api/v1/zones/{zone}/reading-habits/{habit_id}", {
          params: place(habit),
          body: { active },
        }),
      ),
    onSuccess: (_answer, { active }) => announce(t(active ? "habits.resumed" : "habits.paused")),
    onSettled: again,
  });
  const remove = useMutation({
    mutationFn: (habit: Habit) =>
      answer(
        api.DELETE("/api/v1/zones/{zone}/reading-habits/{habit_id}", { params: place(habit) }),
      ),
    onSuccess: () => announce(t("habits.removed")),
    onSettled: again,
  });
  return { turn, remove };
}
