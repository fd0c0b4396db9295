import { isProblem } from "@/shared/api/problem";
import { forgetDirectory } from "@/shared/units/directory";
import { deskCalls, type Fix } from "./desk-calls";
import { draftCalls, type NewQuantity, type NewTask } from "./draft-calls";
import { DraftWriter } from "./draft-writer";
import { planQuery, reviewStateQuery } from "./plan-queries";
import type { DraftTask, Plan, Quantity } from "./rows";

/** What is done to many rows at once or makes new ones, and the steps back and forward. */
export class DeskWriter extends DraftWriter {
  /** Changes that could not be taken back, because a colleague had changed the same rows since. */
  private readonly stuck = new Set<string>();

  addTask = (form: NewTask) => this.whole(() => draftCalls.addTask(this.path, form));

  /** A person has looked at the doubts about a number and lets it stand. */
  settleQuantity = (read: Quantity) =>
    this.whole(() =>
      draftCalls.changeQuantity(this.path, read.id, { settled: true }, this.quantityNow(read)),
    );

  /** The same for the doubts about the document itself. */
  settlePlan = (read: Plan) =>
    this.run(async () => {
      const query = planQuery(this.path);
      const { version } = this.cache.getQueryData(query.queryKey) ?? read;
      const kept = await draftCalls.changePlan(this.path, { settled: true }, version);
      this.cache.setQueryData(query.queryKey, kept);
    });

  fix = (form: Fix) => this.whole(() => deskCalls.fix(this.path, form));

  answerProposal = (habit: string, accept: boolean) =>
    this.whole(() => deskCalls.answer(this.path, habit, accept));

  addQuantity = (form: NewQuantity) => this.whole(() => draftCalls.addQuantity(this.path, form));

  merge = (ids: string[]) => this.whole(() => draftCalls.merge(this.path, ids));

  split = (read: DraftTask, titles: string[]) =>
    this.whole(() =>
      draftCalls.split(this.path, read.id, titles, (this.task(read.id) ?? read).version),
    );

  resolve = (text: string, unit: string, remember: boolean) =>
    this.whole(() => draftCalls.resolve(this.path, text, unit, remember));

  createUnits = (texts: string[]) =>
    this.whole(async () => {
      const made = await draftCalls.createUnits(this.path, texts);
      await forgetDirectory(this.cache, this.path.zone);
      return made;
    });

  /** Takes this person's newest change back that can be taken back; answers what it was. */
  undo = () =>
    this.whole(async () => {
      const { undo, recent } = await this.reviewState();
      const steps = [undo, ...recent].filter((one) => one?.mine && one.state === "done");
      const step = steps.find((one) => one && !this.stuck.has(one.id));
      if (!step) return undefined;
      const moved = await deskCalls.undo(this.path, step.id).catch((error: unknown) => {
        if (isProblem(error, 409)) this.stuck.add(step.id);
        throw error;
      });
      await this.readPlanAgain();
      return moved;
    });

  redo = () =>
    this.whole(async () => {
      const { redo } = await this.reviewState();
      if (!redo) return undefined;
      const moved = await deskCalls.redo(this.path, redo.id);
      await this.readPlanAgain();
      return moved;
    });

  private reviewState() {
    return this.cache.fetchQuery({ ...reviewStateQuery(this.path), staleTime: 0 });
  }

  /** Taking back may concern the document itself, and units that it had made. */
  private async readPlanAgain() {
    await this.cache.invalidateQueries({ queryKey: planQuery(this.path).queryKey });
    await forgetDirectory(this.cache, this.path.zone);
  }

  private quantityNow(read: Quantity): number {
    return (this.quantity(read.id) ?? read).version;
  }
}
