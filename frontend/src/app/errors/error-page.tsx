import { type ErrorComponentProps, useRouter } from "@tanstack/react-router";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { isProblem } from "@/shared/api/problem";
import { useProblemWords } from "@/shared/page/problem-notice";
import { Outcome } from "./outcome";

/** The page in place of one that could not be shown: not permitted, not found, unreachable, or broken. */
export function ErrorPage({ error, reset }: ErrorComponentProps) {
  const { t } = useTranslation();
  const router = useRouter();
  const { title, next } = useProblemWords(error);
  const problem = isProblem(error) ? error : undefined;
  const retry = () => {
    reset();
    void router.invalidate();
  };
  const worthRetrying = problem === undefined || problem.status === 0 || problem.status >= 500;
  return (
    <Outcome title={title} next={next} requestId={problem?.requestId}>
      {worthRetrying && (
        <Button type="primary" onClick={retry}>
          {t("retry")}
        </Button>
      )}
    </Outcome>
  );
}
