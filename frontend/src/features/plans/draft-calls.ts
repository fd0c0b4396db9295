import { answer, api, ifMatch } from "@/shared/api/client";
import type { components } from "@/shared/api/schema.gen";
import type { PlanPath } from "./plan-queries";
import type { AdoptionSummary, DraftTask, Plan } from "./rows";
import type { QuantityChange, TaskChange, UnitLine } from "./task-changes";

type Forms = components["schemas"];
export type NewTask = Forms["NewDraftTaskForm"];
export type NewQuantity = Forms["NewQuantityForm"];
export type DutyChange = Partial<Forms["DraftDutyForm"]>;
export type PlanChange = Partial<Forms["MetadataForm"]>;

/** The writes of a review, each as the server takes it; `version` is what the change was made from. */
export const draftCalls = {
  changeTask: (path: PlanPath, id: string, change: TaskChange, version: number) =>
    answer(
      api.PATCH("/api/v1/zones/{zone}/plans/{plan_id}/draft-tasks/{draft_task_id}", {
        params: { path: { ...path, draft_task_id: id }, header: ifMatch(version) },
        body: change,
      }),
    ),

  setUnits: (path: PlanPath, id: string, units: UnitLine[], version: number) =>
    answer(
      api.PUT("/api/v1/zones/{zone}/plans/{plan_id}/draft-tasks/{draft_task_id}/units", {
        params: { path: { ...path, draft_task_id: id }, header: ifMatch(version) },
        body: { units },
      }),
    ),

  changeQuantity: (
    path: PlanPath,
    id: string,
    change: QuantityChange & { settled?: boolean },
    version: number,
  ) =>
    answer(
      api.PATCH("/api/v1/zones/{zone}/plans/{plan_id}/draft-quantities/{quantity_id}", {
        params: { path: { ...path, quantity_id: id }, header: ifMatch(version) },
        body: change as Forms["QuantityForm"],
      }),
    ),

  changeDuty: (path: PlanPath, id: string, change: DutyChange, version: number) =>
    answer(
      api.PATCH("/api/v1/zones/{zone}/plans/{plan_id}/draft-duties/{draft_duty_id}", {
        params: { path: { ...path, draft_duty_id: id }, header: ifMatch(version) },
        body: change,
      }),
    ),

  addQuantity: (path: PlanPath, body: NewQuantity): Promise<DraftTask> =>
    answer(
      api.POST("/api/v1/zones/{zone}/plans/{plan_id}/draft-quantities", { params: { path }, body }),
    ),

  addTask: (path: PlanPath, body: NewTask): Promise<DraftTask> =>
    answer(
      api.POST("/api/v1/zones/{zone}/plans/{plan_id}/draft-tasks", { params: { path }, body }),
    ),

  merge: (path: PlanPath, tasks: string[]): Promise<DraftTask> =>
    answer(
      api.POST("/api/v1/zones/{zone}/plans/{plan_id}/draft-tasks/merge", {
        params: { path },
        body: { tasks },
      }),
    ),

  split: (path: PlanPath, id: string, titles: string[], version: number): Promise<DraftTask> =>
    answer(
      api.POST("/api/v1/zones/{zone}/plans/{plan_id}/draft-tasks/{draft_task_id}/split", {
        params: { path: { ...path, draft_task_id: id }, header: ifMatch(version) },
        body: { titles },
      }),
    ),

  resolve: (path: PlanPath, text: string, unit_id: string, remember: boolean) =>
    answer(
      api.POST("/api/v1/zones/{zone}/plans/{plan_id}/unit-resolutions", {
        params: { path },
        body: { text, unit_id, remember },
      }),
    ),

  createUnits: (path: PlanPath, texts: string[]) =>
    answer(
      api.POST("/api/v1/zones/{zone}/plans/{plan_id}/new-units", {
        params: { path },
        body: { texts },
      }),
    ),

  changePlan: (path: PlanPath, change: PlanChange, version: number): Promise<Plan> =>
    answer(
      api.PATCH("/api/v1/zones/{zone}/plans/{plan_id}", {
        params: { path, header: ifMatch(version) },
        body: change as Forms["MetadataForm"],
      }),
    ),

  adopt: (path: PlanPath): Promise<AdoptionSummary> =>
    answer(api.POST("/api/v1/zones/{zone}/plans/{plan_id}/adoption", { params: { path } })),

  cancel: (path: PlanPath): Promise<Plan> =>
    answer(api.POST("/api/v1/zones/{zone}/plans/{plan_id}/cancellation", { params: { path } })),

  recompile: (path: PlanPath): Promise<Plan> =>
    answer(api.POST("/api/v1/zones/{zone}/plans/{plan_id}/recompilation", { params: { path } })),
};
