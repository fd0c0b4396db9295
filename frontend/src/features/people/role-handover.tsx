import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, api } from "@/shared/api/client";
import { Field, formClass } from "@/shared/form/controls";
import { announce } from "@/shared/page/notices";
import { ProblemNotice } from "@/shared/page/problem-notice";
import { PersonSelect } from "@/shared/people/person-select";
import { Dialog } from "@/shared/popup/dialog";
import { DialogButtons } from "@/shared/popup/dialog-buttons";
import { type Person, type PersonPath, peopleKey } from "./person-queries";

interface Props {
  path: PersonPath;
  person: Person;
  onClose: () => void;
}

/** All officer's roles of a person go to a colleague in one step. */
export function RoleHandOver({ path, person, onClose }: Props) {
  const { t } = useTranslation("people");
  const cache = useQueryClient();
  const form = useId();
  const [taker, setTaker] = useState<string>();
  const [reason, setReason] = useState("");
  const [tried, setTried] = useState(false);
  const save = useMutation({
    mutationFn: (account_id: string) =>
      answer(
        api.POST("/api/v1/zones/{zone}/people/{account}/role-handover", {
          params: { path },
          body: { account_id, reason: reason.trim() },
        }),
      ),
    onSuccess: ({ handed }) => {
      announce(t("handover.done", { count: handed }));
      onClose();
    },
    onSettled: () =>
      Promise.all([
        cache.invalidateQueries({ queryKey: peopleKey(path.zone) }),
        cache.invalidateQueries({ queryKey: ["person", path.zone] }),
      ]),
  });
  return (
    <Dialog
      title={t("handover.title", { name: person.name })}
      onClose={onClose}
      actions={
        <DialogButtons onCancel={onClose} htmlType="submit" form={form} loading={save.isPending}>
          {t("handover.do")}
        </DialogButtons>
      }
    >
      <form
        id={form}
        className={formClass}
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (taker && reason.trim()) save.mutate(taker);
        }}
      >
        <p>{t("handover.note")}</p>
        <Field
          label={t("handover.taker")}
          wrong={tried && !taker ? t("handover.takerMissing") : undefined}
        >
          {({ id }) => (
            <PersonSelect
              zone={path.zone}
              id={id}
              value={taker}
              onPick={(picked) => setTaker(picked?.id)}
            />
          )}
        </Field>
        <Field
          label={t("handover.reason")}
          wrong={tried && !reason.trim() ? t("handover.reasonMissing") : undefined}
        >
          {(control) => (
            <input
              {...control}
              maxLength={400}
              autoComplete="off"
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          )}
        </Field>
        {save.error && <ProblemNotice error={save.error} />}
      </form>
    </Dialog>
  );
}
