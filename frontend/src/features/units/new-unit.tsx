import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, api } from "@/shared/api/client";
import { announce } from "@/shared/page/notices";
import { Dialog } from "@/shared/popup/dialog";
import { DialogButtons } from "@/shared/popup/dialog-buttons";
import { type UnitEntry, UnitForm } from "./unit-form";
import { unitsChanged } from "./unit-queries";

/** Adds one unit to the directory. */
export function NewUnit({ zone }: { zone: string }) {
  const { t } = useTranslation("units");
  const { t: shared } = useTranslation();
  const form = useId();
  const cache = useQueryClient();
  const [open, setOpen] = useState(false);
  const create = useMutation({
    mutationFn: ({ kind, members, term, ...entry }: UnitEntry) =>
      answer(
        api.POST("/api/v1/zones/{zone}/units", {
          params: { path: { zone } },
          body: { ...entry, ...term, members: members.map(({ id }) => id), ...(kind && { kind }) },
        }),
      ),
    onSuccess: async (unit) => {
      await unitsChanged(cache, zone);
      setOpen(false);
      announce(t("created", { name: unit.name }));
    },
  });
  return (
    <>
      <Button
        type="primary"
        onClick={() => {
          create.reset();
          setOpen(true);
        }}
      >
        {t("create")}
      </Button>
      {open && (
        <Dialog
          title={t("create")}
          onClose={() => setOpen(false)}
          actions={
            <DialogButtons
              onCancel={() => setOpen(false)}
              htmlType="submit"
              form={form}
              loading={create.isPending}
            >
              {shared("save")}
            </DialogButtons>
          }
        >
          <UnitForm
            id={form}
            zone={zone}
            busy={create.isPending}
            error={create.error}
            onSave={(entry) => create.mutate(entry)}
            onCancel={() => setOpen(false)}
          />
        </Dialog>
      )}
    </>
  );
}
