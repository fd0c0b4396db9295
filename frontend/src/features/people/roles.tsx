import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, api } from "@/shared/api/client";
import { Choice, Field } from "@/shared/form/controls";
import { announce } from "@/shared/page/notices";
import { ProblemNotice } from "@/shared/page/problem-notice";
import { UnitSelect } from "@/shared/units/unit-select";
import styles from "./people.module.css";
import { type Person, type PersonPath, personChanged } from "./person-queries";
import { useRoleWords } from "./person-state";
import { RoleHandOver } from "./role-handover";
import { ROLES, type Role } from "./search";

interface Props {
  path: PersonPath;
  person: Person;
}

/** The roles a person holds here; each can be withdrawn, and others granted. */
export function Roles({ path, person }: Props) {
  const { t } = useTranslation("people");
  const cache = useQueryClient();
  const words = useRoleWords();
  const [handing, setHanding] = useState(false);
  const mayHandOver =
    person.actions.includes("withdraw-role") && person.roles.some(({ role }) => role === "officer");
  const withdraw = useMutation({
    mutationFn: (membership: string) =>
      answer(
        api.DELETE("/api/v1/zones/{zone}/people/{account}/roles/{membership}", {
          params: { path: { ...path, membership } },
        }),
      ),
    onSuccess: () => announce(t("roles.withdrawn")),
    onSettled: () => personChanged(cache, path),
  });
  return (
    <section className={styles.roles}>
      <h2>{t("rolesHere")}</h2>
      {person.roles.length === 0 && <p className={styles.soft}>{t("roles.none")}</p>}
      <ul>
        {person.roles.map((held) => (
          <li key={held.id}>
            {words(held)}
            {person.actions.includes("withdraw-role") && (
              <Button
                size="small"
                aria-label={t("roles.withdrawOf", { role: words(held) })}
                loading={withdraw.isPending && withdraw.variables === held.id}
                onClick={() => withdraw.mutate(held.id)}
              >
                {t("roles.withdraw")}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {withdraw.error && <ProblemNotice error={withdraw.error} />}
      {mayHandOver && (
        <div className={styles.handing}>
          <Button onClick={() => setHanding(true)}>{t("handover.open")}</Button>
        </div>
      )}
      {handing && <RoleHandOver path={path} person={person} onClose={() => setHanding(false)} />}
      {person.actions.includes("grant-role") && <Grant path={path} />}
    </section>
  );
}

function Grant({ path }: { path: PersonPath }) {
  const { t } = useTranslation("people");
  const { t: shared } = useTranslation();
  const cache = useQueryClient();
  const [role, setRole] = useState<Role>("officer");
  const [unit, setUnit] = useState<string>();
  const [tried, setTried] = useState(false);
  const officer = role === "officer";
  const grant = useMutation({
    mutationFn: () =>
      answer(
        api.POST("/api/v1/zones/{zone}/people/{account}/roles", {
          params: { path },
          body: { role, ...(officer && unit && { unit_id: unit }) },
        }),
      ),
    onSuccess: () => {
      setUnit(undefined);
      setTried(false);
      announce(t("roles.granted"));
    },
    onSettled: () => personChanged(cache, path),
  });
  return (
    <form
      className={styles.grant}
      aria-label={t("roles.grant")}
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (!officer || unit) grant.mutate();
      }}
    >
      <Field label={t("role")}>
        {(control) => (
          <Choice
            {...control}
            value={role}
            options={ROLES.map((one) => [one, shared(`roles.${one}`)])}
            onPick={(picked) => setRole(picked as Role)}
          />
        )}
      </Field>
      {officer && (
        <Field label={t("roles.unit")} wrong={tried && !unit ? t("roles.unitMissing") : undefined}>
          {({ id }) => (
            <UnitSelect
              zone={path.zone}
              id={id}
              value={unit}
              onPick={(picked) => setUnit(picked?.id)}
            />
          )}
        </Field>
      )}
      <Button type="primary" htmlType="submit" loading={grant.isPending}>
        {t("roles.grant")}
      </Button>
      {grant.error && <ProblemNotice error={grant.error} />}
    </form>
  );
}
