import type { QueryClient } from "@tanstack/react-query";
import {
  createRootRouteWithContext,
  createRoute,
  lazyRouteComponent,
  notFound,
  redirect,
} from "@tanstack/react-router";
import { meQuery } from "@/shared/api/me";
import { isProblem, Problem } from "@/shared/api/problem";
import { loadTexts } from "@/shared/i18n";
import { oneOf, present, text } from "@/shared/table/list-search";
import type { OtherZone } from "./errors/not-found-page";
import { rememberZone } from "./remembered-zone";
import { RootFrame } from "./root-frame";
import { Shell } from "./shell/shell";
import "./static-data";

export const root = createRootRouteWithContext<{ queryClient: QueryClient }>()({
  component: RootFrame,
});

/** Fetches a page's code and its texts side by side. */
export function page<Name extends string, Module extends Record<Name, () => React.ReactNode>>(
  load: () => Promise<Module>,
  name: Name,
  ...namespaces: string[]
) {
  return lazyRouteComponent(async () => {
    const [module] = await Promise.all([load(), ...namespaces.map(loadTexts)]);
    return module;
  }, name);
}

export const signIn = createRoute({
  getParentRoute: () => root,
  path: "/sign-in",
  validateSearch: (raw: Record<string, unknown>) =>
    present<{ next?: string; expired?: "yes" }>({
      next: text(raw, "next", 2000),
      expired: oneOf(raw, "expired", ["yes"]),
    }),
  component: page(() => import("./routes/sign-in-page"), "SignInPage", "access"),
});

/** Everything behind it needs a session; without one the person signs in and comes back. */
export const signedIn = createRoute({
  getParentRoute: () => root,
  id: "signed-in",
  beforeLoad: async ({ context, location }) => {
    try {
      const me = await context.queryClient.ensureQueryData({ ...meQuery, revalidateIfStale: true });
      if (me.account.must_change_password && location.pathname !== "/password")
        throw redirect({ to: "/password", search: { next: location.href } });
      return { me };
    } catch (error) {
      if (!isProblem(error, 401)) throw error;
      throw redirect({ to: "/sign-in", search: { next: location.href } });
    }
  },
});

export const password = createRoute({
  getParentRoute: () => signedIn,
  path: "/password",
  validateSearch: (raw: Record<string, unknown>) =>
    present<{ next?: string }>({ next: text(raw, "next", 2000) }),
  component: page(() => import("./routes/password-page"), "PasswordPage", "access"),
});

export const shell = createRoute({ getParentRoute: () => signedIn, id: "shell", component: Shell });

export const zone = createRoute({
  getParentRoute: () => shell,
  path: "/zones/$zone",
  beforeLoad: ({ context: { me }, params, matches }) => {
    const here = me.zones.find(({ code }) => code === params.zone);
    if (!here) throw notFound({ data: { zone: params.zone } satisfies OtherZone });
    rememberZone(here.code);
    // Instead of a page whose requests would all be refused.
    const needed = matches.at(-1)?.staticData.permission;
    if (needed && !here.permissions.includes(needed))
      throw new Problem({ status: 403, code: "not_permitted" });
    return { here };
  },
});
