import { Button } from "antd";
import { useTranslation } from "react-i18next";
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
          action={<Button onClick={() => query.refetch()}>{t("retry")}</Button>}
        />
      ) : (
        <Waiting />
      )}
    </Page>
  );
}
