import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, api, ifMatch } from "@/shared/api/client";
import { Field, formClass } from "@/shared/form/controls";
import { announce } from "@/shared/page/notices";
import { ProblemNotice } from "@/shared/page/problem-notice";
import { Dialog } from "@/shared/popup/dialog";
import { DialogButtons } from "@/shared/popup/dialog-buttons";
import { staffQuery, type UnitStaff } from "./history-queries";
import { sectionsFrom } from "./sections";
import { type UnitPath, unitQuery } from "./unit-queries";

interface Props {
  path: UnitPath;
  staff: UnitStaff;
  onClose: () => void;
}

/** All sections, one on each line; a changed line is the same section under a new name. */
export function SectionsDialog({ path, staff, onClose }: Props) {
  const { t } = useTranslation("units");
  const { t: shared } = useTranslation();
  const cache = useQueryClient();
  const [lines, setLines] = useState(() => staff.sections.map(({ name }) => name).join("\n"));
  const save = useMutation({
    mutationFn: () =>
      answer(
        api.PUT("/api/v1/zones/{zone}/units/{unit}/sections", {
          params: { path, header: ifMatch(staff.version) },
          body: { sections: sectionsFrom(lines, staff.sections) },
        }),
      ),
    onSuccess: async (saved) => {
      cache.setQueryData(staffQuery(path).queryKey, saved);
      announce(t("saved"));
      onClose();
      await cache.invalidateQueries({ queryKey: unitQuery(path).queryKey });
    },
  });
  return (
    <Dialog
      title={t("staff.editSections")}
      onClose={onClose}
      actions={
        <DialogButtons onCancel={onClose} loading={save.isPending} onClick={() => save.mutate()}>
          {shared("save")}
        </DialogButtons>
      }
    >
      <div className={formClass}>
        <Field label={t("staff.sections")} hint={t("staff.sectionsHint")}>
          {(control) => (
            <textarea
              {...control}
              data-first
              rows={8}
              maxLength={12000}
              value={lines}
              onChange={(event) => setLines(event.target.value)}
            />
          )}
        </Field>
        {save.error && <ProblemNotice error={save.error} />}
      </div>
    </Dialog>
  );
}
