import { createRouter } from "@tanstack/react-router";
import { queryClient } from "@/shared/api/query-client";
import { Waiting } from "@/shared/page/waiting";
import { parseAddress, writeAddress } from "@/shared/table/list-search";
import { ErrorPage } from "./errors/error-page";
import { NotFoundPage } from "./errors/not-found-page";
import { routeTree } from "./route-tree";

export const router = createRouter({
  routeTree,
  context: { queryClient },
  parseSearch: parseAddress,
  stringifySearch: writeAddress,
  defaultPreload: "intent",
  // Freshness is the business of the query client, not of the router.
  defaultPreloadStaleTime: 0,
  defaultPendingComponent: Waiting,
  defaultErrorComponent: ErrorPage,
  defaultNotFoundComponent: NotFoundPage,
  scrollRestoration: true,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
