import { useTranslation } from "react-i18next";
import { Mark, type Tone } from "@/shared/status/mark";
import styles from "./comparison.module.css";
import type { TargetPair } from "./comparison-queries";

const TONES: Record<string, Tone> = {
  tightened: "bad",
  loosened: "waiting",
  new: "good",
  dropped: "gone",
  incomparable: "calm",
  same: "calm",
};

/** Targets, old beside new, with the verdict and why. */
export function TargetMoves({ targets }: { targets: readonly TargetPair[] }) {
  const { t, i18n } = useTranslation("plan-comparison");
  return (
    <table className={styles.targets}>
      <thead>
        <tr>
          <th scope="col">{t("targets.before")}</th>
          <th scope="col">{t("targets.after")}</th>
          <th scope="col">{t("targets.verdict")}</th>
        </tr>
      </thead>
      <tbody>
        {targets.map((target) => {
          const verdict = (target.movement ?? target.ground) as keyof typeof TONES;
          const shift = target.movement === "incomparable" && target.shift;
          return (
            <tr key={`${target.before?.id} ${target.after?.id}`} data-verdict={verdict}>
              <Figure target={target.before} />
              <Figure target={target.after} />
              <td>
                <Mark tone={TONES[verdict] ?? "calm"}>
                  {t(`targets.${verdict}` as "targets.same")}
                  {shift ? `（${t(shift > 0 ? "targets.rose" : "targets.fell")}）` : ""}
                </Mark>
                <span className={styles.reason}>
                  {i18n.language === "zh-CN" ? target.reason_zh : target.reason_en}
                </span>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function Figure({ target }: { target: TargetPair["before"] }) {
  if (!target) return <td className={styles.none}>—</td>;
  return (
    <td title={target.quote}>
      {target.reading}
      {target.deadline_text && <span className={styles.reason}>{target.deadline_text}</span>}
    </td>
  );
}
