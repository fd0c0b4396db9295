import { useDesk } from "./desk-context";
import type { Draft, Plan } from "./rows";
import { DOCUMENT } from "./stops";
import type { useSelection } from "./use-selection";
import { useShortcuts } from "./use-shortcuts";
import { useTakeBack } from "./use-take-back";

interface Props {
  plan: Plan;
  draft: Draft;
  selected: string | undefined;
  moves: ReturnType<typeof useSelection>["moves"];
  onHelp: () => void;
}

/** The keys that mean the same on every panel, and the answer to doubts that belong to no task. */
export function DeskKeys({ plan, draft, selected, moves, onHelp }: Props) {
  const { writer, readOnly } = useDesk();
  const take = useTakeBack();
  const loose = draft.quantities.find(({ id }) => id === selected);
  const settle = () => {
    if (loose) void writer.settleQuantity(loose);
    else void writer.settlePlan(plan);
    moves.afterDecision(selected ?? DOCUMENT);
  };
  useShortcuts({
    next: () => moves.toStop(selected, 1),
    previous: () => moves.toStop(selected, -1),
    help: onHelp,
    ...(!readOnly && { undo: () => take("undo"), redo: () => take("redo") }),
    ...(!readOnly && (loose || selected === DOCUMENT) && { confirm: settle }),
  });
  return null;
}
