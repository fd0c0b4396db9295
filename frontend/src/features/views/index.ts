export { StaleNotice } from "./stale-notice";
export type { SavedView, ViewSearch, ViewToSave } from "./view-queries";
export { useViews, ViewsMenu } from "./views-menu";
