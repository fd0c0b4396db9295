import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Waiting } from "@/shared/page/waiting";
import { Popup } from "@/shared/popup/popup";
import { type SavedView, type ViewToSave, viewsQuery } from "./view-queries";
import styles from "./views.module.css";

const ViewsPanel = lazy(async () => ({ default: (await import("./views-panel")).ViewsPanel }));
const SaveView = lazy(async () => ({ default: (await import("./save-view")).SaveView }));
const ManageViews = lazy(async () => ({ default: (await import("./manage-views")).ManageViews }));

export interface ViewsProps {
  zone: string;
  /** The view that was opened, and whether the list still shows just what it holds. */
  active: SavedView | undefined;
  changed: boolean;
  /** What the list shows now. */
  shown: ViewToSave;
  /** Opens a view; none is all tasks. */
  onOpen: (view: SavedView | undefined) => void;
}

/** Named searches above the list: to open, to keep the present one, to put in order. */
export function ViewsMenu(props: ViewsProps) {
  const { t } = useTranslation("views");
  const [asking, setAsking] = useState<"save" | "manage">();
  const close = () => setAsking(undefined);
  const { active, changed } = props;
  return (
    <>
      <Popup
        align="end"
        panel={(shut) => (
          <Suspense fallback={<Waiting />}>
            <ViewsPanel
              {...props}
              onDone={shut}
              onAsk={(what) => {
                shut();
                setAsking(what);
              }}
            />
          </Suspense>
        )}
      >
        <span className={styles.name}>{active ? active.name : t("label")}</span>
        {active && changed && <small className={styles.soft}>{t("changed")}</small>}
      </Popup>
      <Suspense>
        {asking === "save" && <SaveView {...props} onClose={close} />}
        {asking === "manage" && <ManageViews zone={props.zone} onClose={close} />}
      </Suspense>
    </>
  );
}

/** The views, and the one that the address names; without any search the default one is opened. */
export function useViews(
  zone: string,
  address: { view: string | undefined; empty: boolean },
  open: (view: SavedView) => void,
) {
  const { data } = useQuery(viewsQuery(zone));
  const byDefault = data?.items.find((view) => view.is_default);
  const opens = address.empty ? byDefault : undefined;
  useEffect(() => {
    if (opens) open(opens);
  });
  return { active: data?.items.find(({ id }) => id === address.view), byDefault };
}
