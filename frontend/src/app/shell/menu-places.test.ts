import type { AnyRoute } from "@tanstack/react-router";
import { expect, it } from "vitest";
import { menuPlaces } from "./menu-places";

const route = (fullPath: string, staticData: object) =>
  ({ fullPath, options: { staticData } }) as unknown as AnyRoute;

const routes = [
  route("/zones/$zone/workbench", { title: "workbench", menu: { icon: "workbench" } }),
  route("/zones/$zone/tasks", {
    title: "tasks",
    permission: "task:read",
    menu: { icon: "tasks", group: "work" },
  }),
  route("/zones/$zone/tasks/$task", { title: "task", permission: "task:read" }),
  route("/zones/$zone/people", {
    title: "people",
    permission: "person:read",
    menu: { icon: "people", group: "administration" },
  }),
];

it("offers the places that the permissions open, in their groups", () => {
  const places = menuPlaces(routes, ["task:read"]);
  expect(
    places.map(({ name, places: inside }) => [name, inside.map(({ title }) => title)]),
  ).toEqual([
    [undefined, ["workbench"]],
    ["work", ["tasks"]],
  ]);
});
