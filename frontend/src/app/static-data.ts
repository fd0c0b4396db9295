import type { Permission } from "@/shared/api/me";
import type shared from "@/shared/i18n/texts/zh-CN.json";

export type MenuGroup = keyof (typeof shared)["menu"]["groups"];
export type MenuIcon = "workbench" | "plans" | "tasks" | "duties" | "units" | "people" | "events";

declare module "@tanstack/react-router" {
  /** What the menu and the breadcrumb are made from: one source, the route itself. */
  interface StaticDataRouteOption {
    title?: keyof (typeof shared)["places"];
    menu?: { icon: MenuIcon; group?: MenuGroup };
    /** Needed in the zone to open the page; the server checks it again. */
    permission?: Permission;
    /** The list that a page of details belongs to. */
    under?: string;
  }
}
