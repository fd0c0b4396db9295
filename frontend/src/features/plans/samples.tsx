import { useMutation } from "@tanstack/react-query";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { Problem } from "@/shared/api/problem";
import { ProblemNotice } from "@/shared/page/problem-notice";
import styles from "./plans.module.css";
import type { Plan } from "./rows";
import { useUpload } from "./upload-plan";

/** The documents of docs/samples that the build puts beside the pages. */
const SAMPLES = [
  { key: "whole", file: "yuzhong-2023.docx" },
  { key: "doubts", file: "yuzhong-buildings-2024.docx" },
  { key: "consultation", file: "yunxiu-consultation.pdf" },
] as const;

interface Props {
  zone: string;
  onUploaded: (plan: Plan) => void;
}

/** For a first look: documents of our own that can be uploaded with one click. */
export function Samples({ zone, onUploaded }: Props) {
  const { t } = useTranslation("plans");
  const { take, sending } = useUpload(zone, onUploaded);
  const fetching = useMutation({
    mutationFn: async (name: string) => {
      const answer = await fetch(`/samples/${name}`);
      if (!answer.ok) throw new Problem({ status: answer.status, code: "unreadable" });
      return new File([await answer.blob()], name);
    },
    onSuccess: take,
  });
  return (
    <section className={styles.samples}>
      <h3>{t("samples.title")}</h3>
      <ul>
        {SAMPLES.map(({ key, file }) => (
          <li key={key}>
            <span>
              <a href={`/samples/${file}`} download>
                {t(`samples.${key}`)}
              </a>
              <small>{t(`samples.${key}Note`)}</small>
            </span>
            <Button
              size="small"
              loading={fetching.variables === file && (fetching.isPending || sending.isPending)}
              onClick={() => fetching.mutate(file)}
            >
              {t("samples.use")}
            </Button>
          </li>
        ))}
      </ul>
      {(fetching.error ?? sending.error) && (
        <ProblemNotice error={fetching.error ?? sending.error} />
      )}
    </section>
  );
}
