import { useMutation } from "@tanstack/react-query";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { Problem } from "@/shared/api/problem";
import { ProblemNotice } from "@/shared/page/problem-notice";
import styles from "./plans.module.css";
import type { Plan } from "./rows";
import { useUpload } from "./upload-plan";

/** Addresses of the documents in docs/samples; none where the build did not find the folder. */
const FILES = import.meta.glob<string>(
  "../../../../docs/samples/{yuzhong-2023.docx,yuzhong-buildings-2024.docx,yunxiu-tasks-2026.xlsx,yunxiu-consultation.pdf}",
  {
    // Not inlined: the content policy lets no page fetch a data: address.
    query: "?url&no-inline",
    import: "default",
    eager: true,
  },
);

const SAMPLES = [
  { key: "whole", file: "yuzhong-2023.docx" },
  { key: "doubts", file: "yuzhong-buildings-2024.docx" },
  { key: "sheet", file: "yunxiu-tasks-2026.xlsx" },
  { key: "consultation", file: "yunxiu-consultation.pdf" },
] as const;

function addressOf(file: string): string | undefined {
  return Object.entries(FILES).find(([path]) => path.endsWith(`/${file}`))?.[1];
}

interface Props {
  zone: string;
  onUploaded: (plan: Plan) => void;
}

/** For a first look: documents of our own that can be uploaded with one click. */
export function Samples({ zone, onUploaded }: Props) {
  const { t } = useTranslation("plans");
  const { take, sending } = useUpload(zone, onUploaded);
  const fetching = useMutation({
    mutationFn: async ({ name, address }: { name: string; address: string }) => {
      const answer = await fetch(address);
      if (!answer.ok) throw new Problem({ status: answer.status, code: "unreadable" });
      return new File([await answer.blob()], name);
    },
    onSuccess: take,
  });
  if (Object.keys(FILES).length === 0) return null;
  return (
    <section className={styles.samples}>
      <h3>{t("samples.title")}</h3>
      <ul>
        {SAMPLES.map(({ key, file }) => {
          const address = addressOf(file);
          if (address === undefined) return null;
          return (
            <li key={key}>
              <span>
                <a href={address} download={file}>
                  {t(`samples.${key}`)}
                </a>
                <small>{t(`samples.${key}Note`)}</small>
              </span>
              <Button
                size="small"
                loading={
                  fetching.variables?.name === file && (fetching.isPending || sending.isPending)
                }
                onClick={() => fetching.mutate({ name: file, address })}
              >
                {t("samples.use")}
              </Button>
            </li>
          );
        })}
      </ul>
      {(fetching.error ?? sending.error) && (
        <ProblemNotice error={fetching.error ?? sending.error} />
      )}
    </section>
  );
}
