import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, api } from "@/shared/api/client";
import { type Me, meKey } from "@/shared/api/me";
import { Field, formClass } from "@/shared/form/controls";
import { useImeEnter } from "@/shared/form/use-ime-enter";
import { announce } from "@/shared/page/notices";
import { ProblemNotice } from "@/shared/page/problem-notice";
import { Dialog } from "@/shared/popup/dialog";

interface Props {
  /** Who was signed in; nobody else may go on with what is on the page. */
  me: Me;
  onDone: () => void;
  onLeave: () => void;
}

/** In front of a page whose session ended while it was being filled in, which stays as it is. */
export function SignInAgain({ me, onDone, onLeave }: Props) {
  const { t } = useTranslation("access");
  const { t: shared } = useTranslation();
  const cache = useQueryClient();
  const form = useId();
  const enter = useImeEnter();
  const [password, setPassword] = useState("");
  const signIn = useMutation({
    mutationFn: () =>
      answer(api.POST("/api/v1/sessions", { body: { login: me.account.login, password } })),
    meta: { anonymous: true },
    onSuccess: (fresh) => {
      cache.setQueryData(meKey, fresh);
      announce(t("signIn.again.done"));
      onDone();
      void cache.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== meKey[0] });
    },
  });
  return (
    <Dialog
      title={shared("problem.title.401")}
      actions={
        <>
          <Button onClick={onLeave}>{t("signIn.again.other")}</Button>
          <Button
            type="primary"
            htmlType="submit"
            form={form}
            loading={signIn.isPending}
            disabled={password === ""}
          >
            {t("signIn.submit")}
          </Button>
        </>
      }
    >
      <form
        id={form}
        className={formClass}
        onSubmit={(event) => {
          event.preventDefault();
          if (password !== "") signIn.mutate();
        }}
        {...enter}
      >
        <p>{t("signIn.again.note", { name: me.account.name })}</p>
        {signIn.error && <ProblemNotice error={signIn.error} />}
        <input type="hidden" autoComplete="username" name="login" value={me.account.login} />
        <Field label={t("signIn.password")}>
          {(control) => (
            <input
              {...control}
              data-first
              type="password"
              autoComplete="current-password"
              maxLength={200}
              value={password}
              onChange={(event) => setPassword(event.target.value)}
            />
          )}
        </Field>
      </form>
    </Dialog>
  );
}
