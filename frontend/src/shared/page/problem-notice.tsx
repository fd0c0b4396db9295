import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { isProblem, type Problem } from "../api/problem";
import styles from "./page.module.css";

interface Props {
  error: unknown;
  action?: ReactNode;
}

/** What went wrong, what to do next, and the number to quote when asking for help. */
export function ProblemNotice({ error, action }: Props) {
  const { t } = useTranslation();
  const { title, next } = useProblemWords(error);
  const problem = isProblem(error) ? error : undefined;
  return (
    <div className={styles.problem} role="alert">
      <div>
        <strong>{title}</strong>
        {next && <p>{next}</p>}
        {problem && problem.errors.length > 0 && (
          <ul>
            {problem.errors.map((entry, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two errors may read the same, and the list never moves.
              <li key={index}>{entry.message}</li>
            ))}
          </ul>
        )}
        {problem?.requestId && (
          <p className={styles.request}>{t("problem.request", { id: problem.requestId })}</p>
        )}
      </div>
      {action}
    </div>
  );
}

const KNOWN = [0, 401, 403, 404, 409, 410, 412, 413, 415, 422, 429, 503] as const;
type Known = (typeof KNOWN)[number];

function kind(problem: Problem | undefined): Known | "other" {
  return KNOWN.find((status) => status === problem?.status) ?? "other";
}

/** The server's own words where it sent some, else ours for that status. */
export function useProblemWords(error: unknown): { title: string; next?: string } {
  const { t } = useTranslation();
  const problem = isProblem(error) ? error : undefined;
  if (problem?.title) return { title: problem.title };
  const status = kind(problem);
  return { title: t(`problem.title.${status}`), next: t(`problem.next.${status}`) };
}
