import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { answer, api, ifMatch } from "@/shared/api/client";
import { announce } from "@/shared/page/notices";
import { ProblemNotice } from "@/shared/page/problem-notice";
import { Waiting } from "@/shared/page/waiting";
import { Menu, MenuEntry } from "@/shared/popup/menu";
import { useViewChange, viewsQuery } from "./view-queries";
import styles from "./views.module.css";
import type { ViewsProps } from "./views-menu";

interface Props extends ViewsProps {
  onDone: () => void;
  onAsk: (what: "save" | "manage") => void;
}

export function ViewsPanel({ zone, active, changed, shown, onOpen, onDone, onAsk }: Props) {
  const { t } = useTranslation("views");
  const views = useQuery(viewsQuery(zone));
  const overwrite = useViewChange(zone, (view: NonNullable<typeof active>) =>
    answer(
      api.PATCH("/api/v1/zones/{zone}/task-views/{view}", {
        params: { path: { zone, view: view.id }, header: ifMatch(view.version) },
        body: { search: shown },
      }),
    ),
  );
  if (!views.data) return views.error ? <ProblemNotice error={views.error} /> : <Waiting />;
  const group = (shared: boolean) => {
    const items = views.data.items.filter((view) => view.shared === shared);
    if (items.length === 0) return null;
    return (
      <>
        <div className={styles.group}>{t(shared ? "ofZone" : "own")}</div>
        {items.map((view) => (
          <MenuEntry
            key={view.id}
            current={view.id === active?.id}
            onChoose={() => {
              onDone();
              onOpen(view);
            }}
          >
            <span className={styles.entry}>
              {view.name}
              {view.is_default && <small>{t("isDefault")}</small>}
            </span>
          </MenuEntry>
        ))}
      </>
    );
  };
  return (
    <>
      <Menu label={t("label")}>
        <MenuEntry
          current={!active}
          onChoose={() => {
            onDone();
            onOpen(undefined);
          }}
        >
          {t("all")}
        </MenuEntry>
        {group(true)}
        {group(false)}
        <hr className={styles.line} />
        {active && changed && active.actions.includes("edit") && (
          <MenuEntry
            onChoose={() =>
              overwrite.mutate(active, {
                onSuccess: () => {
                  onDone();
                  announce(t("overwritten", { name: active.name }));
                },
              })
            }
          >
            {t("overwrite", { name: active.name })}
          </MenuEntry>
        )}
        <MenuEntry onChoose={() => onAsk("save")}>{t("saveAs")}</MenuEntry>
        {views.data.items.length > 0 && (
          <MenuEntry onChoose={() => onAsk("manage")}>{t("manage")}</MenuEntry>
        )}
      </Menu>
      {overwrite.error && <ProblemNotice error={overwrite.error} />}
    </>
  );
}
