import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { answer, api } from "@/shared/api/client";
import type { components } from "@/shared/api/schema.gen";
import { useFormat } from "@/shared/i18n/format";
import { announce } from "@/shared/page/notices";
import { ProblemNotice } from "@/shared/page/problem-notice";
import { type Column, DataTable } from "@/shared/table/data-table";
import { deviceName } from "./device";

type Session = components["schemas"]["SessionRow"];

const key = ["me", "sessions"];

/** The devices on which this person is signed in, each of which can be signed out. */
export function Sessions() {
  const { t } = useTranslation("access");
  const { instant } = useFormat();
  const cache = useQueryClient();
  const query = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => answer(api.GET("/api/v1/me/sessions", { signal })),
  });
  const end = useMutation({
    mutationFn: (session: string) =>
      answer(
        api.DELETE("/api/v1/me/sessions/{session_id}", {
          params: { path: { session_id: session } },
        }),
      ),
    onSuccess: () => announce(t("sessions.ended")),
    onSettled: () => cache.invalidateQueries({ queryKey: key }),
  });
  const columns: Column<Session>[] = [
    {
      key: "device",
      title: t("sessions.device"),
      cell: (row) => <span title={row.client}>{deviceName(row.client)}</span>,
      heading: true,
    },
    { key: "created", title: t("sessions.created"), cell: (row) => instant(row.created_at) },
    { key: "seen", title: t("sessions.seen"), cell: (row) => instant(row.last_seen_at) },
    {
      key: "end",
      title: "",
      align: "end",
      cell: (row) =>
        row.current ? (
          t("sessions.current")
        ) : (
          <Button
            size="small"
            loading={end.variables === row.id && end.isPending}
            onClick={() => end.mutate(row.id)}
          >
            {t("sessions.end")}
          </Button>
        ),
    },
  ];
  return (
    <section>
      <h2>{t("sessions.title")}</h2>
      <p>{t("sessions.note")}</p>
      {end.error && <ProblemNotice error={end.error} />}
      <DataTable
        label={t("sessions.title")}
        columns={columns}
        rowKey={(row) => row.id}
        pages={{ ...query, rows: query.data?.items }}
        empty={null}
      />
    </section>
  );
}
