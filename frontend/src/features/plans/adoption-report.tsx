import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useFormat } from "@/shared/i18n/format";
import { useDesk } from "./desk-context";
import { clausesQuery, reviewStateQuery } from "./plan-queries";
import styles from "./questions.module.css";
import type { Plan } from "./rows";
import type { ReviewSearch } from "./search";
import { readReport } from "./unused";
import { useUnitKindName } from "./use-unit-kinds";

interface Props {
  plan: Plan;
  unused: number;
  onShow: (place: ReviewSearch) => void;
}

/** Beside the figures: what enters the directory, whether the tasks bind, and what of the document was read. */
export function AdoptionReport({ plan, unused, onShow }: Props) {
  const { t } = useTranslation("plans");
  const { list } = useFormat();
  const { writer, zone } = useDesk();
  const kindName = useUnitKindName(zone);
  const state = useQuery(reviewStateQuery(writer.path)).data;
  const clauses = useQuery(clausesQuery(writer.path)).data;
  const made = state?.new_units ?? [];
  const read = readReport(clauses?.items ?? [], unused).map(([became, count]) =>
    t(`became.${known(became)}`, { count }),
  );
  return (
    <dl className={styles.report}>
      <div>
        <dt>{t("adopt.force")}</dt>
        <dd>
          {t(plan.document_status === "consultation" ? "adopt.provisional" : "adopt.binding")}
        </dd>
      </div>
      {made.length > 0 && (
        <div>
          <dt>{t("adopt.newUnits", { count: made.length })}</dt>
          <dd className={styles.scrolls}>
            {list(made.map(({ name, kind }) => t("adopt.newUnit", { name, kind: kindName(kind) })))}
          </dd>
        </div>
      )}
      <div>
        <dt>{t("adopt.read")}</dt>
        <dd>
          {list(read)}
          {unused > 0 && (
            <button
              type="button"
              onClick={() => onShow({ panel: "tasks", unused: "yes" })}
              className={styles.link}
            >
              {t("adopt.seeUnused")}
            </button>
          )}
        </dd>
      </div>
    </dl>
  );
}

const BECAME = ["task", "part_of_task", "target", "duty", "heading", "metadata", "unused"] as const;

function known(became: string): (typeof BECAME)[number] | "other" {
  return BECAME.find((one) => one === became) ?? "other";
}
