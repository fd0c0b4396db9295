import { Link, useMatches } from "@tanstack/react-router";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { isProblem } from "../api/problem";
import { Page } from "./page";
import { ProblemNotice } from "./problem-notice";
import { Waiting } from "./waiting";

interface Props {
  title: string;
  query: { error: unknown; refetch: () => unknown };
}

/** In place of a page whose subject is still being read, or could not be. */
export function UnreadPage({ title, query }: Props) {
  const { t } = useTranslation();
  return (
    <Page title={title}>
      {query.error ? (
        <ProblemNotice
          error={query.error}
          action={
            isProblem(query.error, 404) ? (
              <BackToList />
            ) : (
              <Button onClick={() => query.refetch()}>{t("retry")}</Button>
            )
          }
        />
      ) : (
        <Waiting />
      )}
    </Page>
  );
}

/** Trying again does not bring back what is gone. */
function BackToList() {
  const { t } = useTranslation();
  const match = useMatches().at(-1);
  const list = match?.staticData.under;
  if (!list) return null;
  return (
    <Link
      to={list as "/zones/$zone/tasks"}
      params={match.params as { zone: string }}
      className="button-link"
    >
      {t("backToList")}
    </Link>
  );
}
