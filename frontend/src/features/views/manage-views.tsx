import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { answer, api, ifMatch } from "@/shared/api/client";
import { ProblemNotice } from "@/shared/page/problem-notice";
import { Dialog } from "@/shared/popup/dialog";
import { useViewChange, viewsQuery } from "./view-queries";
import { ViewRow } from "./view-row";
import styles from "./views.module.css";

/** Renames, orders, removes views, and says with which one the list opens. */
export function ManageViews({ zone, onClose }: { zone: string; onClose: () => void }) {
  const { t } = useTranslation("views");
  const { t: shared } = useTranslation();
  const { data } = useQuery(viewsQuery(zone));
  const path = { zone };
  const change = useViewChange(zone, async (act: () => Promise<unknown>) => act());
  const items = data?.items ?? [];
  const group = (ofZone: boolean) => {
    const rows = items.filter((view) => view.shared === ofZone);
    const move = (from: number, to: number) => {
      const order = rows.map(({ id }) => id);
      order.splice(to, 0, ...order.splice(from, 1));
      change.mutate(() =>
        answer(
          api.PUT("/api/v1/zones/{zone}/task-views/order", {
            params: { path },
            body: { shared: ofZone, views: order },
          }),
        ),
      );
    };
    if (rows.length === 0) return null;
    return (
      <section className={styles.section}>
        <h3>{t(ofZone ? "ofZone" : "own")}</h3>
        <ul className={styles.rows}>
          {rows.map((view, place) => (
            <ViewRow
              key={view.id}
              view={view}
              busy={change.isPending}
              onUp={place > 0 ? () => move(place, place - 1) : undefined}
              onDown={place < rows.length - 1 ? () => move(place, place + 1) : undefined}
              onName={(name) =>
                change.mutate(() =>
                  answer(
                    api.PATCH("/api/v1/zones/{zone}/task-views/{view}", {
                      params: { path: { ...path, view: view.id }, header: ifMatch(view.version) },
                      body: { name },
                    }),
                  ),
                )
              }
              onDefault={() =>
                change.mutate(() =>
                  answer(
                    api.PUT("/api/v1/zones/{zone}/task-views/default", {
                      params: { path },
                      body: { view: view.is_default ? null : view.id },
                    }),
                  ),
                )
              }
              onDelete={() =>
                change.mutate(() =>
                  answer(
                    api.DELETE("/api/v1/zones/{zone}/task-views/{view}", {
                      params: { path: { ...path, view: view.id }, header: ifMatch(view.version) },
                    }),
                  ),
                )
              }
            />
          ))}
        </ul>
      </section>
    );
  };
  return (
    <Dialog
      wide
      title={t("manageTitle")}
      onClose={onClose}
      actions={<Button onClick={onClose}>{shared("close")}</Button>}
    >
      <p className={styles.soft}>{t("manageNote")}</p>
      {group(true)}
      {group(false)}
      {change.error && <ProblemNotice error={change.error} />}
    </Dialog>
  );
}
