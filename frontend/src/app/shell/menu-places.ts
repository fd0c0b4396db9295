import type { AnyRoute } from "@tanstack/react-router";
import type { Permission } from "@/shared/api/me";
import type { MenuGroup, MenuIcon } from "../static-data";

export interface Place {
  to: string;
  title: NonNullable<AnyRoute["options"]["staticData"]>["title"] & string;
  icon: MenuIcon;
}

export interface PlaceGroup {
  name: MenuGroup | undefined;
  places: Place[];
}

/** The menu of a zone: the routes that declare a place in it and that these permissions open, in their order. */
export function menuPlaces(
  routes: readonly AnyRoute[],
  permissions: readonly Permission[],
): PlaceGroup[] {
  const groups: PlaceGroup[] = [];
  for (const route of routes) {
    const { menu, permission, title } = route.options.staticData ?? {};
    if (!menu || !title || (permission && !permissions.includes(permission))) continue;
    let group = groups.find(({ name }) => name === menu.group);
    if (!group) {
      group = { name: menu.group, places: [] };
      groups.push(group);
    }
    group.places.push({ to: route.fullPath, title, icon: menu.icon });
  }
  return groups;
}
