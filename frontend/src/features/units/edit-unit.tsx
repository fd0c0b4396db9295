import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { answer, api, ifMatch } from "@/shared/api/client";
import { isProblem } from "@/shared/api/problem";
import { announce } from "@/shared/page/notices";
import type { Unit } from "@/shared/units/directory";
import { type UnitEntry, UnitForm } from "./unit-form";
import { type UnitPath, unitQuery, unitsChanged, useKinds } from "./unit-queries";

interface Props {
  path: UnitPath;
  /** As last read: when somebody was faster, it is read again and theirs is shown below the form. */
  unit: Unit;
  onClose: () => void;
}

export function EditUnit({ path, unit, onClose }: Props) {
  const { t } = useTranslation("units");
  const cache = useQueryClient();
  const kinds = useKinds(path.zone);
  const save = useMutation({
    mutationFn: ({ kind, members, term, ...entry }: UnitEntry) =>
      answer(
        api.PATCH("/api/v1/zones/{zone}/units/{unit}", {
          params: { path, header: ifMatch(unit.version) },
          body: { ...entry, ...term, members: members.map(({ id }) => id), ...(kind && { kind }) },
        }),
      ),
    onSuccess: async (changed) => {
      cache.setQueryData(unitQuery(path).queryKey, changed);
      await unitsChanged(cache, path.zone);
      announce(t("saved"));
      onClose();
    },
    onError: (error) => {
      if (isProblem(error, 412)) void cache.invalidateQueries(unitQuery(path));
    },
  });
  const theirs = isProblem(save.error, 412) && (
    <p>
      {t("form.theirs", {
        name: unit.name,
        kind: kinds.name(unit.kind),
        aliases: unit.aliases.join("、"),
      })}
    </p>
  );
  return (
    <UnitForm
      zone={path.zone}
      unit={unit}
      busy={save.isPending}
      error={save.error}
      onSave={(entry) => save.mutate(entry)}
      onCancel={onClose}
      below={theirs}
    />
  );
}
