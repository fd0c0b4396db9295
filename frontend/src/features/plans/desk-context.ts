import { createContext, useContext, useSyncExternalStore } from "react";
import type { DeskWriter } from "./desk-writer";
import type { CodePoints } from "./marking/code-points";
import type { WriteStatus } from "./write-chain";

/** A stretch of the original to show, in UTF-16 units. */
export interface Spot {
  start: number;
  end: number;
}

/** What every part of the desk needs; it changes only when another document is opened or adopted. */
export interface Desk {
  writer: DeskWriter;
  readOnly: boolean;
  zone: string;
  /** Goes to a task; `by` says where the person looked, so that only the other side moves. */
  select: (task: string, by: SelectedBy) => void;
  points: CodePoints;
  /** Shows a place of the original, given in the server's offsets. */
  point: (start: number | null, end: number | null) => void;
}

export type SelectedBy = "list" | "original" | "keyboard" | "address";

export const DeskContext = createContext<Desk | undefined>(undefined);

export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (!desk) throw new Error("outside of the review desk");
  return desk;
}

export function useWriteStatus(writer: DeskWriter): WriteStatus {
  return useSyncExternalStore(writer.subscribe, writer.snapshot);
}
