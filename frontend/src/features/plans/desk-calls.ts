import { answer, api } from "@/shared/api/client";
import type { components } from "@/shared/api/schema.gen";
import type { PlanPath } from "./plan-queries";

type Form = components["schemas"]["FixForm"];
export type Fix = Partial<Form> & Pick<Form, "kind">;

/** Corrections of a whole draft, habits, and steps back and forward. */
export const deskCalls = {
  fix: (path: PlanPath, fix: Fix) =>
    answer(
      api.POST("/api/v1/zones/{zone}/plans/{plan_id}/fixes", {
        params: { path },
        body: fix as Form,
      }),
    ),

  preview: (path: PlanPath, query: Fix, signal: AbortSignal) =>
    answer(
      api.GET("/api/v1/zones/{zone}/plans/{plan_id}/fix-preview", {
        params: { path, query: query as Form },
        signal,
      }),
    ),

  answer: (path: PlanPath, habit_id: string, accept: boolean) =>
    answer(
      api.POST("/api/v1/zones/{zone}/plans/{plan_id}/habit-answers", {
        params: { path },
        body: { habit_id, accept },
      }),
    ),

  undo: (path: PlanPath, change_id: string) =>
    answer(
      api.POST("/api/v1/zones/{zone}/plans/{plan_id}/changes/{change_id}/reversal", {
        params: { path: { ...path, change_id } },
      }),
    ),

  redo: (path: PlanPath, change_id: string) =>
    answer(
      api.POST("/api/v1/zones/{zone}/plans/{plan_id}/changes/{change_id}/repetition", {
        params: { path: { ...path, change_id } },
      }),
    ),
};
