import { isProblem } from "@/shared/api/problem";
import { noticeExpiry } from "@/shared/api/query-client";
import { clashing } from "./task-changes";

/** Somebody else changed what this person was changing. Nothing typed is lost: `mine` still holds it. */
interface Clash {
  id: string;
  fields: string[];
  theirs: Record<string, unknown>;
  mine: Record<string, unknown>;
  /** Who changed it, when and what, in the server's words. */
  by?: string | undefined;
  /** Writes `mine` over theirs. */
  insist: () => void;
}

export interface WriteStatus {
  pending: number;
  /** How many changes have been kept since the page was opened. */
  saved: number;
  error?: unknown;
  /** Sends again what was refused or never arrived. */
  retry?: (() => void) | undefined;
  clash?: Clash | undefined;
}

/** Writes one after another, and tells whoever watches how it stands. */
export class WriteChain {
  status: WriteStatus = { pending: 0, saved: 0 };
  private last: Promise<unknown> = Promise.resolve();
  private readonly listeners = new Set<() => void>();

  subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  snapshot = () => this.status;

  tell(change: Partial<WriteStatus>): void {
    this.status = { ...this.status, ...change };
    for (const listener of this.listeners) listener();
  }

  /** After each write that the server kept. */
  protected kept(): void {}

  /** Runs the write when all earlier ones are over; a failure is told, and does not stop the next. */
  run<Result>(write: () => Promise<Result>, retry?: () => void): Promise<Result | undefined> {
    this.tell({ pending: this.status.pending + 1 });
    const done = this.last.then(write).then(
      (result) => {
        this.tell({
          pending: this.status.pending - 1,
          saved: this.status.saved + 1,
          error: undefined,
          retry: undefined,
        });
        this.kept();
        return result;
      },
      (error: unknown) => {
        noticeExpiry(error, true);
        this.tell({ pending: this.status.pending - 1, error, retry });
        return undefined;
      },
    );
    this.last = done;
    return done;
  }

  /** Resolves when everything written so far has been answered. */
  async idle(): Promise<void> {
    await this.last;
  }
}

interface Conditional<Row extends { version: number }> {
  /** The row as the person read it. */
  read: Row;
  wanted: Partial<Row>;
  /** Fields whose change by others must be seen before this write makes sense. */
  mustBeSeen?: readonly (keyof Row)[];
  version: () => number;
  send: (version: number) => Promise<unknown>;
  /** Reads the row again, past all caches. */
  fresh: () => Promise<Row | undefined>;
}

/**
 * A conditional write that only disturbs the person where it must: when the row changed elsewhere in other
 * fields, it is sent again with the new version. Answers the fields that clash, if any.
 */
export async function sendUnlessClashing<Row extends { version: number }>(
  write: Conditional<Row>,
): Promise<{ fields: string[]; theirs: Row; by?: string | undefined } | undefined> {
  try {
    await write.send(write.version());
    return undefined;
  } catch (error) {
    if (!isProblem(error, 412)) throw error;
    const theirs = await write.fresh();
    if (!theirs) throw error;
    const unseen = (write.mustBeSeen ?? []).filter(
      (name) => JSON.stringify(theirs[name]) !== JSON.stringify(write.read[name]),
    );
    const fields = [...new Set([...clashing(write.read, theirs, write.wanted), ...unseen])];
    const by = error.errors.find(({ code }) => code === "changed_by")?.message;
    if (fields.length > 0) return { fields: fields.map(String), theirs, by };
    await write.send(theirs.version);
    return undefined;
  }
}
