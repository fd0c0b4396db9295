import { useTranslation } from "react-i18next";
import type { Unit } from "@/shared/units/directory";
import { UnitSelect } from "@/shared/units/unit-select";
import styles from "./units.module.css";

type Member = Unit["members"][number];

interface Props {
  zone: string;
  own: string | undefined;
  members: readonly Member[];
  onChange: (members: Member[]) => void;
  wrong: string | undefined;
}

/** The units behind a collective name such as 各镇街. */
export function Members({ zone, own, members, onChange, wrong }: Props) {
  const { t } = useTranslation("units");
  const add = (unit: Unit | undefined) => {
    if (!unit || unit.id === own || members.some(({ id }) => id === unit.id)) return;
    onChange([...members, { id: unit.id, name: unit.name }]);
  };
  return (
    <fieldset className={styles.members}>
      <legend>{t("members")}</legend>
      <ul>
        {members.map((member) => (
          <li key={member.id}>
            {member.name}
            <button
              type="button"
              aria-label={t("form.removeMember", { name: member.name })}
              onClick={() => onChange(members.filter(({ id }) => id !== member.id))}
            >
              ×
            </button>
          </li>
        ))}
      </ul>
      <UnitSelect
        zone={zone}
        label={t("form.addMember")}
        placeholder={t("form.addMember")}
        value={undefined}
        onPick={add}
        forget
      />
      {wrong && (
        <p role="alert" className={styles.attention}>
          {wrong}
        </p>
      )}
    </fieldset>
  );
}
