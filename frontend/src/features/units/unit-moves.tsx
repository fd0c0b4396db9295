import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { type Ref, useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, api, ifMatch } from "@/shared/api/client";
import { announce } from "@/shared/page/notices";
import { ProblemNotice } from "@/shared/page/problem-notice";
import { Dialog } from "@/shared/popup/dialog";
import { DialogButtons } from "@/shared/popup/dialog-buttons";
import type { Unit } from "@/shared/units/directory";
import { unitQuery, unitsChanged } from "./unit-queries";

interface Props {
  zone: string;
  unit: Unit;
  onEdit: () => void;
  editButton: Ref<HTMLButtonElement>;
  onDeleted: () => void;
}

type Sure = "deactivate" | "delete";

/** What the caller may do with the unit, as the server says; the two that take away ask first. */
export function UnitMoves({ zone, unit, onEdit, editButton, onDeleted }: Props) {
  const { t } = useTranslation("units");
  const { t: shared } = useTranslation();
  const cache = useQueryClient();
  const [asking, setAsking] = useState<Sure>();
  const path = { zone, unit: unit.id };
  const params = { path, header: ifMatch(unit.version) };
  const settle = { onSettled: () => unitsChanged(cache, zone) };
  const turn = useMutation({
    mutationFn: (active: boolean) =>
      answer(api.PATCH("/api/v1/zones/{zone}/units/{unit}", { params, body: { active } })),
    onSuccess: (changed) => {
      cache.setQueryData(unitQuery(path).queryKey, changed);
      setAsking(undefined);
      announce(t(changed.active ? "activated" : "deactivated", { name: unit.name }));
    },
    ...settle,
  });
  const remove = useMutation({
    mutationFn: () => answer(api.DELETE("/api/v1/zones/{zone}/units/{unit}", { params })),
    onSuccess: async () => {
      announce(t("deleted", { name: unit.name }));
      onDeleted();
      cache.removeQueries({ queryKey: unitQuery(path).queryKey });
      await unitsChanged(cache, zone);
    },
  });
  const may = (action: Unit["actions"][number]) => unit.actions.includes(action);
  const error = turn.error ?? remove.error;
  const ask = (what: Sure) => {
    turn.reset();
    remove.reset();
    setAsking(what);
  };
  return (
    <>
      {may("edit") && (
        <Button ref={editButton} onClick={onEdit}>
          {shared("edit")}
        </Button>
      )}
      {may("activate") && (
        <Button loading={turn.isPending} onClick={() => turn.mutate(true)}>
          {t("activate")}
        </Button>
      )}
      {may("deactivate") && <Button onClick={() => ask("deactivate")}>{t("deactivate")}</Button>}
      {may("delete") && <Button onClick={() => ask("delete")}>{t("delete")}</Button>}
      {asking && (
        <Dialog
          title={t(`sure.${asking}`, { name: unit.name })}
          onClose={() => setAsking(undefined)}
          actions={
            <DialogButtons
              onCancel={() => setAsking(undefined)}
              danger={asking === "delete"}
              loading={turn.isPending || remove.isPending}
              onClick={() => (asking === "delete" ? remove.mutate() : turn.mutate(false))}
            >
              {t(asking)}
            </DialogButtons>
          }
        >
          <p>{t(`effect.${asking}`)}</p>
          {error && <ProblemNotice error={error} />}
        </Dialog>
      )}
    </>
  );
}
