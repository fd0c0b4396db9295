import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, api } from "@/shared/api/client";
import { isProblem } from "@/shared/api/problem";
import { Field, formClass } from "@/shared/form/controls";
import { useImeEnter } from "@/shared/form/use-ime-enter";
import { announce } from "@/shared/page/notices";
import { ProblemNotice } from "@/shared/page/problem-notice";
import { Dialog } from "@/shared/popup/dialog";
import { DialogButtons } from "@/shared/popup/dialog-buttons";
import { OncePassword } from "./once-password";
import styles from "./people.module.css";
import { peopleKey } from "./person-queries";

type Way = "new" | "existing";

/** Makes an account of this zone, or lists one that another zone made. */
export function AddPerson({ zone }: { zone: string }) {
  const { t } = useTranslation("people");
  const [way, setWay] = useState<Way>();
  return (
    <>
      <Button onClick={() => setWay("existing")}>{t("add.existing")}</Button>
      <Button type="primary" onClick={() => setWay("new")}>
        {t("add.new")}
      </Button>
      {way && <AddDialog zone={zone} way={way} onClose={() => setWay(undefined)} />}
    </>
  );
}

interface Props {
  zone: string;
  way: Way;
  onClose: () => void;
}

function AddDialog({ zone, way, onClose }: Props) {
  const { t } = useTranslation("people");
  const cache = useQueryClient();
  const prefix = way === "new" ? `${zone}.` : "";
  const [login, setLogin] = useState("");
  const [name, setName] = useState("");
  const [tried, setTried] = useState(false);
  const form = useId();
  const enter = useImeEnter();
  const add = useMutation({
    mutationFn: () =>
      answer(
        api.POST("/api/v1/zones/{zone}/people", {
          params: { path: { zone } },
          body: { login: prefix + login.trim(), name: name.trim() },
        }),
      ),
    onSuccess: ({ initial_password }) => {
      void cache.invalidateQueries({ queryKey: peopleKey(zone) });
      if (initial_password !== null) return;
      announce(t("add.listed", { name: name.trim() }));
      onClose();
    },
  });
  const password = add.data?.initial_password;
  if (password)
    return (
      <OncePassword login={prefix + login.trim()} password={password} onClose={onClose}>
        {t("add.next")}
      </OncePassword>
    );
  const wrong = (pointer: string, value: string, missing: string) => {
    if (tried && value.trim() === "") return missing;
    return isProblem(add.error)
      ? add.error.errors.find((one) => one.pointer === pointer)?.message
      : undefined;
  };
  return (
    <Dialog
      title={t(`add.${way}`)}
      onClose={onClose}
      actions={
        <DialogButtons onCancel={onClose} htmlType="submit" form={form} loading={add.isPending}>
          {t(`add.${way}`)}
        </DialogButtons>
      }
    >
      <form
        id={form}
        className={formClass}
        {...enter}
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (login.trim() && name.trim()) add.mutate();
        }}
      >
        <p className={styles.soft}>{t(`add.${way}Note`)}</p>
        <Field
          label={t("login")}
          hint={way === "new" ? t("add.loginHint", { prefix }) : undefined}
          wrong={wrong("/login", login, t("add.loginMissing"))}
        >
          {(control) => (
            <span className={styles.prefixed}>
              {prefix && <span>{prefix}</span>}
              <input
                {...control}
                data-first
                maxLength={64}
                autoComplete="off"
                autoCapitalize="none"
                spellCheck={false}
                value={login}
                onChange={(event) => setLogin(event.target.value)}
              />
            </span>
          )}
        </Field>
        <Field label={t("name")} wrong={wrong("/name", name, t("add.nameMissing"))}>
          {(control) => (
            <input
              {...control}
              maxLength={120}
              autoComplete="off"
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
        {add.error && <ProblemNotice error={add.error} />}
      </form>
    </Dialog>
  );
}
