import { keepPreviousData, useMutation, useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { answer, api } from "@/shared/api/client";
import { download } from "@/shared/api/download";
import { Empty } from "@/shared/page/empty";
import { ProblemNotice } from "@/shared/page/problem-notice";
import { Waiting } from "@/shared/page/waiting";
import { MatrixFilters } from "./matrix-filters";
import { MatrixTable } from "./matrix-table";
import { askedOf, type MatrixSearch } from "./search";

interface Props {
  zone: string;
  search: MatrixSearch;
  onSearch: (search: MatrixSearch) => void;
  mayExport: boolean;
  tools?: ReactNode;
}

/** Units beside topics, plans or states; each number opens the list that it counts. */
export function Matrix({ zone, search, onSearch, mayExport, tools }: Props) {
  const { t, i18n } = useTranslation("matrix");
  const { t: shared } = useTranslation();
  const query = askedOf(search);
  const matrix = useQuery({
    queryKey: ["tasks", zone, "matrix", query],
    queryFn: ({ signal }) =>
      answer(
        api.GET("/api/v1/zones/{zone}/task-matrix", { params: { path: { zone }, query }, signal }),
      ),
    placeholderData: keepPreviousData,
  });
  const file = useMutation({ mutationFn: download });
  const take = () => {
    const parts = new URLSearchParams({ language: i18n.language === "en" ? "en" : "zh" });
    for (const [key, value] of Object.entries(query))
      for (const one of Array.isArray(value) ? value : [value]) parts.append(key, String(one));
    file.mutate(`/api/v1/zones/${encodeURIComponent(zone)}/task-matrix/export.xlsx?${parts}`);
  };
  return (
    <>
      <MatrixFilters
        zone={zone}
        search={search}
        onSearch={onSearch}
        tools={
          <>
            {tools}
            {mayExport && (
              <Button size="small" loading={file.isPending} onClick={take}>
                {t("export")}
              </Button>
            )}
          </>
        }
      />
      {file.error && <ProblemNotice error={file.error} />}
      {matrix.error && (
        <ProblemNotice
          error={matrix.error}
          action={<Button onClick={() => matrix.refetch()}>{shared("retry")}</Button>}
        />
      )}
      {!matrix.data && !matrix.error && <Waiting />}
      {matrix.data &&
        (matrix.data.rows.length === 0 ? (
          <Empty
            title={t("empty")}
            action={<Button onClick={() => onSearch({})}>{shared("table.clear")}</Button>}
          >
            {t("emptyNext")}
          </Empty>
        ) : (
          <MatrixTable zone={zone} search={search} matrix={matrix.data} />
        ))}
    </>
  );
}
