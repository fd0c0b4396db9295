import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { answer, api } from "@/shared/api/client";

/** What a kind of unit is called, by the server's own names; the same cache as the pages of the directory. */
export function useUnitKindName(zone: string): (kind: string) => string {
  const { i18n } = useTranslation();
  const { data } = useQuery({
    queryKey: ["unit-kinds", zone],
    queryFn: ({ signal }) =>
      answer(api.GET("/api/v1/zones/{zone}/unit-kinds", { params: { path: { zone } }, signal })),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (kind) => {
    const found = data?.items.find((one) => one.kind === kind);
    return (i18n.language === "en" ? found?.name_en : found?.name) ?? "";
  };
}
