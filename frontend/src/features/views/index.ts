export { StaleNotice } from "./stale-notice";
export type { SavedView } from "./view-queries";
export { useViews, ViewsMenu } from "./views-menu";
