import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useEffect, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { ProblemNotice } from "@/shared/page/problem-notice";
import { Waiting } from "@/shared/page/waiting";
import { DeskFrame } from "./desk-frame";
import { DeskWriter } from "./desk-writer";
import { clausesQuery, draftQuery, type PlanPath, planQuery, textQuery } from "./plan-queries";
import type { ReviewSearch } from "./search";

interface Props {
  path: PlanPath;
  search: ReviewSearch;
  onSearch: (change: ReviewSearch) => void;
  /** Where to go when the document has not been read yet, and after adoption. */
  onLeave: () => void;
}

/** The original beside the draft that was read from it, to correct and adopt. */
export function ReviewDesk({ path, search, onSearch, onLeave }: Props) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const plan = useQuery(planQuery(path));
  const text = useQuery(textQuery(path));
  const clauses = useQuery(clausesQuery(path));
  const draft = useQuery(draftQuery(path));
  const { zone, plan_id } = path;
  const writer = useMemo(() => new DeskWriter(cache, { zone, plan_id }), [cache, zone, plan_id]);
  const readable = plan.data?.state === "in_review" || plan.data?.state === "adopted";
  useEffect(() => {
    if (plan.data && !readable) onLeave();
  }, [plan.data, readable, onLeave]);
  const parts = [plan, text, clauses, draft];
  const error = parts.find((part) => part.error && !part.data)?.error;
  if (error)
    return (
      <ProblemNotice
        error={error}
        action={
          <Button
            onClick={() => {
              for (const part of parts) if (part.error) void part.refetch();
            }}
          >
            {t("retry")}
          </Button>
        }
      />
    );
  if (!plan.data || !text.data || !clauses.data || !draft.data || !readable) return <Waiting />;
  return (
    <DeskFrame
      writer={writer}
      plan={plan.data}
      text={text.data.body}
      clauses={clauses.data.items}
      draft={draft.data}
      search={search}
      onSearch={onSearch}
      onLeave={onLeave}
    />
  );
}
