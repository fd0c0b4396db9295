export { HabitsPage } from "./habits-page";
export { PlanList } from "./plan-list";
export { PlanPage } from "./plan-page";
export { ReviewDesk } from "./review-desk";
export { UploadPlan } from "./upload-plan";
