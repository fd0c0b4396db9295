import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, api, ifMatch } from "@/shared/api/client";
import { announce } from "@/shared/page/notices";
import { ProblemNotice } from "@/shared/page/problem-notice";
import { Dialog } from "@/shared/popup/dialog";
import { DialogButtons } from "@/shared/popup/dialog-buttons";
import { OncePassword } from "./once-password";
import { type Person, type PersonPath, personChanged } from "./person-queries";

type Sure = "disable" | "reset-password";

interface Props {
  path: PersonPath;
  person: Person;
}

/** Disable, enable, a new password: what the server offers to the caller. */
export function PersonMoves({ path, person }: Props) {
  const { t } = useTranslation("people");
  const cache = useQueryClient();
  const [asking, setAsking] = useState<Sure>();
  const params = { path, header: ifMatch(person.version) };
  const settle = { onSettled: () => personChanged(cache, path) };
  const turn = useMutation({
    mutationFn: (move: "disable" | "enable") =>
      answer(api.POST(`/api/v1/zones/{zone}/people/{account}/${move}`, { params })),
    onSuccess: (_changed, move) => {
      setAsking(undefined);
      announce(t(`moves.done.${move}`, { name: person.name }));
    },
    ...settle,
  });
  const reset = useMutation({
    mutationFn: () =>
      answer(api.POST("/api/v1/zones/{zone}/people/{account}/password-reset", { params })),
    onSuccess: () => setAsking(undefined),
    ...settle,
  });
  const may = (action: Person["actions"][number]) => person.actions.includes(action);
  const ask = (what: Sure) => {
    turn.reset();
    reset.reset();
    setAsking(what);
  };
  const error = turn.error ?? reset.error;
  const act = () => (asking === "disable" ? turn.mutate("disable") : reset.mutate());
  return (
    <>
      {may("enable") && (
        <Button type="primary" loading={turn.isPending} onClick={() => turn.mutate("enable")}>
          {t("moves.enable")}
        </Button>
      )}
      {may("reset-password") && (
        <Button onClick={() => ask("reset-password")}>{t("moves.reset-password")}</Button>
      )}
      {may("disable") && <Button onClick={() => ask("disable")}>{t("moves.disable")}</Button>}
      {!asking && error && <ProblemNotice error={error} />}
      {asking && (
        <Dialog
          title={t(`moves.sure.${asking}`, { name: person.name })}
          onClose={() => setAsking(undefined)}
          actions={
            <DialogButtons
              onCancel={() => setAsking(undefined)}
              loading={turn.isPending || reset.isPending}
              onClick={act}
            >
              {t(`moves.${asking}`)}
            </DialogButtons>
          }
        >
          <p>
            {asking === "disable"
              ? t(person.home ? "moves.effect.disableHome" : "moves.effect.disableGuest")
              : t("moves.effect.reset-password")}
          </p>
          {error && <ProblemNotice error={error} />}
        </Dialog>
      )}
      {reset.data?.initial_password && (
        <OncePassword
          login={person.login}
          password={reset.data.initial_password}
          onClose={() => reset.reset()}
        />
      )}
    </>
  );
}
