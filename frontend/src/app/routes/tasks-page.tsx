import { Link, useNavigate, useRouteContext, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { keptOf, searchOf, TaskList, type TaskSearch } from "@/features/tasks";
import { type SavedView, StaleNotice, useViews, ViewsMenu } from "@/features/views";
import { CopyLink } from "@/shared/page/copy-link";

const HERE = "/signed-in/shell/zones/$zone/tasks";

export function TasksPage() {
  const { t } = useTranslation();
  const search = useSearch({ from: HERE });
  const { here } = useRouteContext({ from: HERE });
  const navigate = useNavigate({ from: "/zones/$zone/tasks" });
  const zone = here.code;
  const open = (view: SavedView | undefined, replace: boolean) => {
    const next: TaskSearch = view ? { ...opened(view).search, view: view.id } : { view: "all" };
    void navigate({ search: next, replace });
  };
  const empty = Object.keys(search).length === 0;
  const { active, byDefault } = useViews(zone, { view: search.view, empty }, (view) =>
    open(view, true),
  );
  const stored = active && opened(active);
  const shown = keptOf(search);
  return (
    <TaskList
      zone={zone}
      search={search}
      onSearch={(next) =>
        // Without a search the default view would open again.
        void navigate({
          search: byDefault && Object.keys(next).length === 0 ? { view: "all" } : next,
        })
      }
      onPlace={(row) => {
        if (row === search.row) return;
        const { row: _before, ...rest } = search;
        void navigate({
          search: row === undefined ? rest : { ...rest, row },
          replace: true,
          resetScroll: false,
        });
      }}
      mayExport={here.permissions.includes("task:export")}
      ownUnits={here.units.map(({ id }) => id)}
      notice={active && stored && <StaleNotice view={active} lost={stored.lost} />}
      links={
        <>
          <Link to="/zones/$zone/matrix" params={{ zone }}>
            {t("places.matrix")}
          </Link>
          <Link to="/zones/$zone/topics" params={{ zone }}>
            {t("places.topics")}
          </Link>
        </>
      }
      tools={
        <>
          <ViewsMenu
            zone={zone}
            active={active}
            changed={stored !== undefined && !same(keptOf(stored.search), shown)}
            shown={shown}
            onOpen={(view) => open(view, false)}
          />
          <CopyLink address={complete} />
        </>
      }
    />
  );
}

function opened(view: SavedView) {
  const { search, lost } = searchOf(view.search);
  return { search, lost: [...view.unknown, ...lost] };
}

function same(one: object, other: object): boolean {
  const text = (value: object) => JSON.stringify(Object.entries(value).sort());
  return text(one) === text(other);
}

/** A colleague may have a default view: an address without a search would open with it. */
function complete(here: URL): URL {
  if (here.search === "") here.search = "?view=all";
  return here;
}
