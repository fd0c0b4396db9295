import { useState } from "react";
import { useTranslation } from "react-i18next";
import { FinishDialog, RemoveDialog } from "./finish-dialogs";
import { ReasonDialog } from "./reason-dialog";
import type { Step, Task } from "./rows";
import { useTaskChange } from "./task-calls";
import type { TaskPath } from "./task-queries";

interface Asking<One extends Step> {
  what: One["actions"][number] | "add";
  step?: One;
}

/** Which step somebody is about to change, and in what way. */
export function useAsking<One extends Step>(path: TaskPath) {
  const [asking, setAsking] = useState<Asking<One>>();
  const close = () => setAsking(undefined);
  const change = useTaskChange(path, close);
  const ask = (what: Asking<One>["what"], step?: One) => {
    change.reset();
    setAsking({ what, ...(step && { step }) });
  };
  return { what: asking?.what, step: asking?.step, change, ask, close };
}

interface Props {
  asking: Omit<ReturnType<typeof useAsking<Step>>, "ask">;
  calls: {
    finish: (form: { done_date: string; note: string }) => Promise<Task>;
    reopen: (reason: string) => Promise<Task>;
    cancel?: (reason: string) => Promise<Task>;
    remove?: () => Promise<Task>;
  };
}

/** The question behind a step's button, other than what it is called and when it is due. */
export function StepDecision({ asking, calls }: Props) {
  const { t } = useTranslation("tasks");
  const { what, step, change, close } = asking;
  if (!step) return null;
  const { title } = step;
  const dialog = { busy: change.isPending, error: change.error, onClose: close };
  const act = (call: () => Promise<Task>, words: string) => change.mutate({ words, call });
  if (what === "finish")
    return (
      <FinishDialog
        {...dialog}
        title={title}
        onDecide={(form) => act(() => calls.finish(form), t("steps.saved"))}
      />
    );
  if (what === "remove") {
    const { remove } = calls;
    return (
      remove && (
        <RemoveDialog
          {...dialog}
          title={title}
          onDecide={() => act(remove, t("steps.removed", { title }))}
        />
      )
    );
  }
  const decided = what === "reopen" || what === "cancel" ? calls[what] : undefined;
  if (!decided || (what !== "reopen" && what !== "cancel")) return null;
  return (
    <ReasonDialog
      {...dialog}
      which={what}
      onDecide={(reason) => act(() => decided(reason), t("steps.saved"))}
    />
  );
}
