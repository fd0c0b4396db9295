import { type AnyRoute, createRoute, notFound, redirect } from "@tanstack/react-router";
import { dutySearch } from "@/features/duties/search";
import { eventSearch } from "@/features/events/search";
import { matrixSearch } from "@/features/matrix/search";
import { personSearch } from "@/features/people/search";
import { comparisonSearch } from "@/features/plan-comparison/search";
import { reviewSearch } from "@/features/plans/search";
import { taskSearch } from "@/features/tasks/search";
import { handOverSearch, reportSearch, unitSearch } from "@/features/units/search";
import { Problem } from "@/shared/api/problem";
import { page, password, root, shell, signedIn, signIn, zone } from "./frame-routes";
import { rememberedZone } from "./remembered-zone";
import { menuPlaces } from "./shell/menu-places";

const home = createRoute({
  getParentRoute: () => shell,
  path: "/",
  beforeLoad: ({ context: { me } }) => {
    const zone = me.zones.find(({ code }) => code === rememberedZone()) ?? me.zones[0];
    if (zone) throw redirect({ to: "/zones/$zone", params: { zone: zone.code } });
    const jurisdiction = me.jurisdictions[0];
    if (jurisdiction)
      throw redirect({
        to: "/jurisdictions/$jurisdiction",
        params: { jurisdiction: jurisdiction.code },
      });
  },
  staticData: { title: "noPlace" },
  component: page(() => import("./routes/no-place-page"), "NoPlacePage"),
});

const account = createRoute({
  getParentRoute: () => shell,
  path: "/account",
  staticData: { title: "account" },
  component: page(() => import("./routes/account-page"), "AccountPage", "access"),
});

const jurisdiction = createRoute({
  getParentRoute: () => shell,
  path: "/jurisdictions/$jurisdiction",
  beforeLoad: ({ context: { me }, params }) => {
    if (!me.jurisdictions.some(({ code }) => code === params.jurisdiction)) throw notFound();
  },
  staticData: { title: "overview" },
  component: page(() => import("./routes/overview-page"), "OverviewPage"),
});

const zoneHome = createRoute({
  getParentRoute: () => zone,
  path: "/",
  beforeLoad: ({ context: { here } }) => {
    const [first] = menuPlaces(zonePages, here.permissions).flatMap(({ places }) => places);
    if (!first) throw new Problem({ status: 403, code: "not_permitted" });
    throw redirect({ to: first.to as "/zones/$zone/workbench", params: { zone: here.code } });
  },
});

const workbench = createRoute({
  getParentRoute: () => zone,
  path: "/workbench",
  staticData: { title: "workbench", permission: "workbench:read", menu: { icon: "workbench" } },
  component: page(() => import("./routes/workbench-page"), "WorkbenchPage", "workbench"),
});

const plans = createRoute({
  getParentRoute: () => zone,
  path: "/plans",
  staticData: {
    title: "plans",
    permission: "plan:read",
    menu: { icon: "plans", group: "work" },
  },
  component: page(() => import("./routes/plans-page"), "PlansPage", "plans"),
});

const plan = createRoute({
  getParentRoute: () => zone,
  path: "/plans/$plan",
  staticData: { title: "plan", permission: "plan:read", under: "/zones/$zone/plans" },
  component: page(() => import("./routes/plan-page"), "PlanDetailPage", "plans"),
});

const review = createRoute({
  getParentRoute: () => zone,
  path: "/plans/$plan/review",
  validateSearch: reviewSearch,
  staticData: { title: "review", permission: "plan:read", under: "/zones/$zone/plans" },
  component: page(() => import("./routes/review-page"), "ReviewPage", "plans", "duties"),
});

const readingHabits = createRoute({
  getParentRoute: () => zone,
  path: "/reading-habits",
  staticData: { title: "readingHabits", permission: "plan:read", under: "/zones/$zone/plans" },
  component: page(() => import("./routes/reading-habits-page"), "ReadingHabitsPage", "plans"),
});

const comparison = createRoute({
  getParentRoute: () => zone,
  path: "/plans/$plan/comparison",
  validateSearch: comparisonSearch,
  staticData: { title: "comparison", permission: "plan:read", under: "/zones/$zone/plans" },
  component: page(
    () => import("./routes/comparison-page"),
    "PlanComparisonPage",
    "plan-comparison",
  ),
});

const tasks = createRoute({
  getParentRoute: () => zone,
  path: "/tasks",
  validateSearch: taskSearch,
  staticData: { title: "tasks", permission: "task:read", menu: { icon: "tasks", group: "work" } },
  component: page(() => import("./routes/tasks-page"), "TasksPage", "tasks", "views"),
});

const matrix = createRoute({
  getParentRoute: () => zone,
  path: "/matrix",
  validateSearch: matrixSearch,
  staticData: { title: "matrix", permission: "task:read", under: "/zones/$zone/tasks" },
  component: page(() => import("./routes/matrix-page"), "MatrixPage", "matrix"),
});

const topics = createRoute({
  getParentRoute: () => zone,
  path: "/topics",
  staticData: { title: "topics", permission: "task:read", under: "/zones/$zone/tasks" },
  component: page(() => import("./routes/topics-page"), "TopicsPage", "topics"),
});

const task = createRoute({
  getParentRoute: () => zone,
  path: "/tasks/$task",
  staticData: { title: "task", permission: "task:read", under: "/zones/$zone/tasks" },
  component: page(
    () => import("./routes/task-page"),
    "TaskDetailPage",
    "tasks",
    "topics",
    "plan-comparison",
  ),
});

const units = createRoute({
  getParentRoute: () => zone,
  path: "/units",
  validateSearch: unitSearch,
  staticData: {
    title: "units",
    permission: "unit:read",
    menu: { icon: "units", group: "administration" },
  },
  component: page(() => import("./routes/units-page"), "UnitsPage", "units"),
});

const unitImport = createRoute({
  getParentRoute: () => zone,
  path: "/units/import",
  staticData: { title: "unitImport", permission: "unit:edit", under: "/zones/$zone/units" },
  component: page(() => import("./routes/unit-import-page"), "UnitImportPage", "units"),
});

const unitReport = createRoute({
  getParentRoute: () => zone,
  path: "/units/report",
  validateSearch: reportSearch,
  staticData: { title: "unitReport", permission: "task:read", under: "/zones/$zone/units" },
  component: page(() => import("./routes/unit-report-page"), "UnitReportPage", "units"),
});

const handover = createRoute({
  getParentRoute: () => zone,
  path: "/units/$unit/handover",
  validateSearch: handOverSearch,
  staticData: { title: "handover", permission: "task:staff", under: "/zones/$zone/units" },
  component: page(() => import("./routes/handover-page"), "HandOverPage", "units"),
});

const unit = createRoute({
  getParentRoute: () => zone,
  path: "/units/$unit",
  staticData: { title: "unit", permission: "unit:read", under: "/zones/$zone/units" },
  component: page(() => import("./routes/unit-page"), "UnitDetailPage", "units"),
});

const people = createRoute({
  getParentRoute: () => zone,
  path: "/people",
  validateSearch: personSearch,
  staticData: {
    title: "people",
    permission: "person:read",
    menu: { icon: "people", group: "administration" },
  },
  component: page(() => import("./routes/people-page"), "PeoplePage", "people"),
});

const person = createRoute({
  getParentRoute: () => zone,
  path: "/people/$person",
  staticData: { title: "person", permission: "person:read", under: "/zones/$zone/people" },
  component: page(() => import("./routes/person-page"), "PersonPage", "people"),
});

const duties = createRoute({
  getParentRoute: () => zone,
  path: "/duties",
  validateSearch: dutySearch,
  staticData: { title: "duties", permission: "duty:read", menu: { icon: "duties", group: "work" } },
  component: page(() => import("./routes/duties-page"), "DutiesPage", "duties"),
});

const events = createRoute({
  getParentRoute: () => zone,
  path: "/events",
  validateSearch: eventSearch,
  staticData: {
    title: "events",
    permission: "audit:read",
    menu: { icon: "events", group: "administration" },
  },
  component: page(() => import("./routes/events-page"), "EventsPage", "events"),
});

/** In the order of the menu; the first that somebody may open is where they begin. */
const pages = [
  workbench,
  plans,
  plan,
  review,
  comparison,
  readingHabits,
  tasks,
  matrix,
  topics,
  task,
  duties,
  events,
  people,
  person,
  units,
  unitImport,
  unitReport,
  unit,
  handover,
] as const;
const zonePages: readonly AnyRoute[] = pages;

export const routeTree = root.addChildren([
  signIn,
  signedIn.addChildren([
    password,
    shell.addChildren([home, account, jurisdiction, zone.addChildren([zoneHome, ...pages])]),
  ]),
]);
