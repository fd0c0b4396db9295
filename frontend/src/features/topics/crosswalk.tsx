import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useTopics } from "@/shared/topics/topics";
import styles from "./topics.module.css";

/** The topics that all zones share, beside those of the World Bank's B-READY. */
export function Crosswalk({ zone }: { zone: string }) {
  const { t } = useTranslation("topics");
  const { topics, nameOf } = useTopics(zone);
  return (
    <section className={styles.plan}>
      <h2>{t("crosswalk.title")}</h2>
      <p className={styles.soft}>{t("crosswalk.note")}</p>
      <table className={styles.table} aria-label={t("crosswalk.title")}>
        <thead>
          <tr>
            <th scope="col">{t("crosswalk.topic")}</th>
            <th scope="col">B-READY</th>
            <th scope="col">{t("crosswalk.extent")}</th>
          </tr>
        </thead>
        <tbody>
          {topics.map((topic) => (
            <tr key={topic.code}>
              <th scope="row">
                <Link to="/zones/$zone/tasks" params={{ zone }} search={{ topic: topic.code }}>
                  {nameOf(topic)}
                </Link>
              </th>
              <td>
                {topic.b_ready ? (
                  <>
                    {nameOf(topic.b_ready)}
                    {nameOf(topic.b_ready) !== topic.b_ready.name_en && (
                      <small lang="en"> {topic.b_ready.name_en}</small>
                    )}
                  </>
                ) : (
                  t("crosswalk.nothing")
                )}
              </td>
              <td>{topic.b_ready && t(`crosswalk.${topic.b_ready.extent}`)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
