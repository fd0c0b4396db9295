import type { components } from "@/shared/api/schema.gen";

type Schemas = components["schemas"];

export type TaskRow = Schemas["TaskRow"];
export type Task = Schemas["TaskDetail"];
export type UnitOfTask = Schemas["UnitOfTaskDetail"];
export type TaskEvent = Schemas["TaskEventRow"];

export const RELATIONS = ["lead", "responsible", "supporting"] as const;
export type Relation = TaskRow["units"][number]["relation"];

export const STATES = ["unstaffed", "active", "suspended", "withdrawn"] as const;
export type TaskState = TaskRow["state"];

export const SLOTS = ["responsible_leader", "responsible_section", "responsible_officer"] as const;
export type Slot = (typeof SLOTS)[number];
export type Slots = Record<Slot, string>;

export type Milestone = Schemas["MilestoneView"];
export type SubTask = Schemas["SubTaskView"];
export type Step = Milestone | SubTask;
export type DeadlineForm = Schemas["DeadlineForm"];
