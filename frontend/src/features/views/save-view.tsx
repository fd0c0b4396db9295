import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, api } from "@/shared/api/client";
import { Field, formClass } from "@/shared/form/controls";
import { announce } from "@/shared/page/notices";
import { ProblemNotice } from "@/shared/page/problem-notice";
import { Dialog } from "@/shared/popup/dialog";
import { DialogButtons } from "@/shared/popup/dialog-buttons";
import { useViewChange, viewsQuery } from "./view-queries";
import styles from "./views.module.css";
import type { ViewsProps } from "./views-menu";

/** Keeps what the list shows now under a name. */
export function SaveView({ zone, shown, onOpen, onClose }: ViewsProps & { onClose: () => void }) {
  const { t } = useTranslation("views");
  const { t: shared } = useTranslation();
  const cache = useQueryClient();
  const { data } = useQuery(viewsQuery(zone));
  const [name, setName] = useState("");
  const [forAll, setForAll] = useState(false);
  const save = useViewChange(zone, () =>
    answer(
      api.POST("/api/v1/zones/{zone}/task-views", {
        params: { path: { zone } },
        body: { name: name.trim(), search: shown, shared: forAll },
      }),
    ),
  );
  const submit = () =>
    save.mutate(undefined, {
      onSuccess: async ({ id }) => {
        announce(t("saved", { name: name.trim() }));
        onClose();
        const { items } = await cache.fetchQuery({ ...viewsQuery(zone), staleTime: 0 });
        const made = items.find((view) => view.id === id);
        if (made) onOpen(made);
      },
    });
  return (
    <Dialog
      title={t("saveTitle")}
      onClose={onClose}
      actions={
        <DialogButtons
          onCancel={onClose}
          disabled={!name.trim()}
          loading={save.isPending}
          onClick={() => submit()}
        >
          {shared("save")}
        </DialogButtons>
      }
    >
      <form
        className={formClass}
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim()) submit();
        }}
      >
        <p className={styles.soft}>{t("saveNote")}</p>
        <Field label={t("name")}>
          {(control) => (
            <input
              {...control}
              data-first
              maxLength={60}
              autoComplete="off"
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
        {data?.may_share && (
          <label className={styles.tick}>
            <input
              type="checkbox"
              checked={forAll}
              onChange={(event) => setForAll(event.target.checked)}
            />
            {t("forAll")}
          </label>
        )}
      </form>
      {save.error && <ProblemNotice error={save.error} />}
    </Dialog>
  );
}
