import type { QueryClient } from "@tanstack/react-query";
import { isProblem } from "@/shared/api/problem";
import { changeWords } from "./change-words";
import { type DutyChange, draftCalls, type PlanChange } from "./draft-calls";
import {
  cachedDraft,
  draftDutiesQuery,
  draftQuery,
  type PlanPath,
  planQuery,
  readAgain,
  reviewStateQuery,
  showTask,
  spokenQuery,
} from "./plan-queries";
import type { DraftDuty, DraftTask, Plan, Quantity } from "./rows";
import {
  clashing,
  differing,
  type QuantityChange,
  TASK_FIELDS,
  type TaskChange,
  type UnitLine,
} from "./task-changes";
import { sendUnlessClashing, WriteChain } from "./write-chain";

/** Who confirms a task vouches for all of it, so what others changed meanwhile must be seen first. */
const VOUCHED_FOR = [...TASK_FIELDS, "units"] as const;

interface Queued {
  id: string;
  wanted: Partial<DraftTask>;
}

/**
 * What a reviewer does, written one change after another: each names the version that the one before it made,
 * so a fast hand never clashes with itself. Shown at once, put back when the server refuses.
 */
export class DraftWriter extends WriteChain {
  private queued: Queued[] = [];

  constructor(
    protected readonly cache: QueryClient,
    readonly path: PlanPath,
  ) {
    super();
  }

  task(id: string): DraftTask | undefined {
    return cachedDraft(this.cache, this.path)?.tasks.find((task) => task.id === id);
  }

  changeTask(read: DraftTask, change: TaskChange): void {
    const wanted = differing(read, change);
    if (!wanted) return;
    const send = (version: number) => draftCalls.changeTask(this.path, read.id, wanted, version);
    this.writeTask(read, wanted, send, (now) => this.changeTask(now, wanted));
  }

  setUnits(read: DraftTask, lines: UnitLine[]): void {
    const known = new Map(read.units.map((unit) => [unit.text, unit]));
    const fresh = { start: null, end: null, inherited: false, open_ended: false };
    const units = lines.map((line) => {
      const unit = known.get(line.text) ?? { ...fresh, id: line.text, unit: line.text };
      return { ...unit, ...line, unit_id: line.unit_id ?? null };
    });
    const send = (version: number) => draftCalls.setUnits(this.path, read.id, lines, version);
    this.writeTask(read, { units }, send, (now) => this.setUnits(now, lines));
    void this.run(() =>
      this.cache.invalidateQueries({ queryKey: spokenQuery(this.path).queryKey }),
    );
  }

  changeDuty(read: DraftDuty, change: DutyChange): Promise<unknown> {
    const again = () => void this.changeDuty(read, change);
    return this.run(async () => {
      await draftCalls.changeDuty(this.path, read.id, change, read.version);
      await this.cache.invalidateQueries({ queryKey: draftDutiesQuery(this.path).queryKey });
      await this.cache.invalidateQueries({ queryKey: planQuery(this.path).queryKey });
    }, again);
  }

  changeQuantity(read: Quantity, change: QuantityChange): void {
    const wanted = differing(read, change);
    if (!wanted) return;
    const now = () => this.quantity(read.id) ?? read;
    const insist = () => this.changeQuantity(now(), wanted);
    if (this.clashes<Quantity>(read, now(), wanted, insist)) return;
    void this.run(async () => {
      const clash = await sendUnlessClashing<Quantity>({
        read,
        wanted,
        version: () => now().version,
        send: (version) => draftCalls.changeQuantity(this.path, read.id, wanted, version),
        fresh: () => this.refresh().then(now),
      });
      if (clash) this.report(read.id, clash, wanted, insist);
      else await this.refresh();
    }, insist);
  }

  changePlan(read: Plan, change: PlanChange): void {
    const wanted = differing(read, change as Partial<Plan>);
    if (!wanted) return;
    const query = planQuery(this.path);
    const now = () => this.cache.getQueryData(query.queryKey) ?? read;
    const insist = () => this.changePlan(now(), change);
    if (this.clashes(read, now(), wanted, insist)) return;
    void this.run(async () => {
      const clash = await sendUnlessClashing<Plan>({
        read,
        wanted,
        version: () => now().version,
        send: async (version) => {
          const changed = await draftCalls.changePlan(this.path, wanted as PlanChange, version);
          this.cache.setQueryData(query.queryKey, changed);
        },
        fresh: () => this.cache.fetchQuery({ ...query, staleTime: 0 }),
      });
      if (clash) this.report(read.id, clash, wanted, insist);
    }, insist);
  }

  protected override kept(): void {
    void this.cache.invalidateQueries({ queryKey: reviewStateQuery(this.path).queryKey });
  }

  protected quantity(id: string): Quantity | undefined {
    const draft = cachedDraft(this.cache, this.path);
    return [
      ...(draft?.tasks.flatMap((task) => task.quantities) ?? []),
      ...(draft?.quantities ?? []),
    ].find((quantity) => quantity.id === id);
  }

  private refresh() {
    return this.cache.fetchQuery({ ...draftQuery(this.path), staleTime: 0 });
  }

  /** A change of many rows: afterwards everything is read again. */
  protected whole<Result>(write: () => Promise<Result>): Promise<Result | undefined> {
    return this.run(async () => {
      const made = await write();
      await readAgain(this.cache, this.path);
      return made;
    });
  }

  private writeTask(
    read: DraftTask,
    wanted: Partial<DraftTask>,
    send: (version: number) => Promise<DraftTask>,
    again: (now: DraftTask) => void,
  ): void {
    const { id } = read;
    const insist = () => again(this.task(id) ?? read);
    if (this.clashes(read, this.task(id) ?? read, wanted, insist)) return;
    const entry = { id, wanted };
    this.queued.push(entry);
    void this.cache.cancelQueries({ queryKey: draftQuery(this.path).queryKey });
    showTask(this.cache, this.path, id, (task) => ({ ...task, ...wanted }));
    void this.run(async () => {
      try {
        const clash = await sendUnlessClashing<DraftTask>({
          read,
          wanted,
          mustBeSeen: wanted.state === "confirmed" ? VOUCHED_FOR : [],
          version: () => (this.task(id) ?? read).version,
          send: async (version) => this.settle(entry, await send(version)),
          fresh: () => this.refresh().then(() => this.task(id)),
        });
        if (clash) this.report(id, clash, wanted, insist);
      } catch (error) {
        // After the end of the session everything is read again once there is a new one.
        if (!isProblem(error, 401)) await this.refresh().catch(() => undefined);
        throw error;
      } finally {
        this.queued = this.queued.filter((one) => one !== entry);
      }
    }, insist);
  }

  /** Shows what the server kept, with what still waits for its turn on top. */
  private settle(entry: Queued, kept: DraftTask): void {
    const waiting = this.queued.filter((one) => one !== entry && one.id === kept.id);
    const shown = Object.assign({ ...kept }, ...waiting.map(({ wanted }) => wanted));
    showTask(this.cache, this.path, kept.id, () => shown);
  }

  /** True when somebody else's change to the same field has already arrived while this one was being typed. */
  private clashes<Row extends { id: string; version: number }>(
    read: Row,
    now: Row,
    wanted: Partial<Row>,
    insist: () => void,
  ): boolean {
    const fields = clashing(read, now, wanted).map(String);
    if (fields.length > 0) this.report(read.id, { fields, theirs: now }, wanted, insist);
    return fields.length > 0;
  }

  private report(
    id: string,
    { fields, theirs, by }: { fields: string[]; theirs: object; by?: string | undefined },
    mine: object,
    insist: () => void,
  ): void {
    this.tell({
      clash: {
        id,
        fields,
        by: by ?? this.whoChanged(id),
        theirs: theirs as Record<string, unknown>,
        mine: mine as Record<string, unknown>,
        insist,
      },
    });
  }

  /** What is known of a colleague's change that has already arrived. */
  private whoChanged(id: string): string | undefined {
    const state = this.cache.getQueryData(reviewStateQuery(this.path).queryKey);
    const change = state?.recent.find(({ mine, touched }) => !mine && touched.includes(id));
    return change && changeWords(change);
  }
}
