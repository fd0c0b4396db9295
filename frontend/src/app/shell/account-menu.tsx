import { UserOutlined } from "@ant-design/icons";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { answer, api } from "@/shared/api/client";
import type { Me, Zone } from "@/shared/api/me";
import { rememberLanguage } from "@/shared/i18n/language";
import { Menu, MenuEntry } from "@/shared/popup/menu";
import { Popup } from "@/shared/popup/popup";

export function AccountMenu({ me, zone }: { me: Me; zone: Zone | undefined }) {
  const { t, i18n } = useTranslation();
  const navigate = useNavigate();
  const cache = useQueryClient();
  const leave = useMutation({
    mutationFn: () => answer(api.DELETE("/api/v1/sessions/current")),
    onSettled: async () => {
      await navigate({ to: "/sign-in" });
      cache.clear();
      // The answer to signing out empties the browser's storage, the language with it.
      rememberLanguage(i18n.language);
    },
  });
  return (
    <Popup
      align="end"
      panel={(close) => (
        <Menu label={t("person.menu")} note={<Belonging me={me} zone={zone} />}>
          <MenuEntry
            onChoose={() => {
              close();
              void navigate({ to: "/account" });
            }}
          >
            {t("places.account")}
          </MenuEntry>
          <MenuEntry onChoose={() => leave.mutate()}>{t("person.signOut")}</MenuEntry>
        </Menu>
      )}
    >
      <UserOutlined aria-hidden="true" />
      {me.account.name}
    </Popup>
  );
}

function Belonging({ me, zone }: { me: Me; zone: Zone | undefined }) {
  const { t } = useTranslation();
  const units = zone?.units.map(({ name }) => name) ?? [];
  return (
    <>
      <div>{me.account.login}</div>
      {zone?.roles.map((role) => (
        <div key={role}>{t(`roles.${role}`)}</div>
      ))}
      {units.map((name) => (
        <div key={name}>{name}</div>
      ))}
    </>
  );
}
