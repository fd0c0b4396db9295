import { queryOptions, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { answer, api } from "../api/client";

/** The topics that all zones share; they change with a new version of the product only. */
function topicsQuery(zone: string) {
  return queryOptions({
    queryKey: ["topics"] as const,
    queryFn: async ({ signal }) => {
      const params = { path: { zone } };
      return (await answer(api.GET("/api/v1/zones/{zone}/topics", { params, signal }))).items;
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** The topics in the order of the evaluation, and the name of one in the language of the page. */
export function useTopics(zone: string) {
  const { i18n } = useTranslation();
  const { data = [] } = useQuery(topicsQuery(zone));
  const nameOf = ({ name, name_en }: { name: string; name_en: string }) =>
    i18n.language === "en" ? name_en : name;
  const known = new Map(data.map((topic) => [topic.code, topic]));
  return {
    topics: data,
    nameOf,
    topicName: (code: string) => {
      const topic = known.get(code);
      // While they are read no name is better than a code.
      return topic ? nameOf(topic) : data.length > 0 ? code : "";
    },
    choices: data.map((topic) => [topic.code, nameOf(topic)] as const),
  };
}
