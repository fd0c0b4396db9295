import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, api, ifMatch } from "@/shared/api/client";
import { isProblem } from "@/shared/api/problem";
import { Field, formClass } from "@/shared/form/controls";
import { DateInput } from "@/shared/form/date-input";
import { useImeEnter } from "@/shared/form/use-ime-enter";
import { announce } from "@/shared/page/notices";
import { ProblemNotice } from "@/shared/page/problem-notice";
import { Dialog } from "@/shared/popup/dialog";
import { DialogButtons } from "@/shared/popup/dialog-buttons";
import { structureChanged, todayInChina } from "./history-queries";
import { type UnitPath, unitQuery } from "./unit-queries";

interface Props {
  path: UnitPath;
  version: number;
  /** A new name from a day on, or one from before everything that is known. */
  which: "rename" | "earlier";
  onClose: () => void;
}

export function NameDialog({ path, version, which, onClose }: Props) {
  const { t } = useTranslation("units");
  const cache = useQueryClient();
  const form = useId();
  const enter = useImeEnter();
  const [name, setName] = useState("");
  const [day, setDay] = useState(todayInChina);
  const [basis, setBasis] = useState("");
  const [tried, setTried] = useState(false);
  const params = { path, header: ifMatch(version) };
  const save = useMutation({
    mutationFn: () => {
      const told = { name: name.trim(), basis: basis.trim(), note: "" };
      return which === "rename"
        ? answer(
            api.POST("/api/v1/zones/{zone}/units/{unit}/names", {
              params,
              body: { ...told, from_date: day },
            }),
          )
        : answer(
            api.POST("/api/v1/zones/{zone}/units/{unit}/earlier-names", {
              params,
              body: { ...told, until_date: day },
            }),
          );
    },
    onSuccess: async (unit) => {
      cache.setQueryData(unitQuery(path).queryKey, unit);
      await structureChanged(cache, path.zone);
      announce(t(`${which}.done`));
      onClose();
    },
  });
  const wrong = (pointer: string) =>
    isProblem(save.error)
      ? save.error.errors.find((one) => one.pointer === pointer)?.message
      : undefined;
  return (
    <Dialog
      title={t(`${which}.title`)}
      onClose={onClose}
      actions={
        <DialogButtons onCancel={onClose} htmlType="submit" form={form} loading={save.isPending}>
          {t(`${which}.do`)}
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
          if (name.trim() && day) save.mutate();
        }}
      >
        <p>{t(`${which}.note`)}</p>
        <Field
          label={t(`${which}.name`)}
          wrong={tried && !name.trim() ? t("form.nameMissing") : wrong("/name")}
        >
          {(control) => (
            <input
              {...control}
              data-first
              maxLength={120}
              autoComplete="off"
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
        <Field
          label={t(`${which}.day`)}
          hint={which === "rename" ? t("rename.dayHint") : undefined}
          wrong={tried && !day ? t("dayMissing") : wrong("/until_date")}
        >
          {(control) => (
            <DateInput
              {...control}
              min="1949-01-01"
              max={which === "earlier" ? todayInChina() : "2199-12-31"}
              value={day}
              onPick={setDay}
            />
          )}
        </Field>
        <Field label={t("basis")} hint={t("basisHint")}>
          {(control) => (
            <input
              {...control}
              maxLength={400}
              autoComplete="off"
              value={basis}
              onChange={(event) => setBasis(event.target.value)}
            />
          )}
        </Field>
        {save.error && <ProblemNotice error={save.error} />}
      </form>
    </Dialog>
  );
}
