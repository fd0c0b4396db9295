import { GlobalOutlined } from "@ant-design/icons";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { LANGUAGES } from "@/shared/i18n/language";
import { Menu, MenuEntry } from "@/shared/popup/menu";
import { Popup } from "@/shared/popup/popup";

export function LanguageMenu() {
  const { t, i18n } = useTranslation();
  const cache = useQueryClient();
  const current = LANGUAGES.find(({ code }) => code === i18n.language);
  const change = async (code: string) => {
    await i18n.changeLanguage(code);
    // Some answers carry words of the server in the language of the request.
    await cache.invalidateQueries();
  };
  return (
    <Popup
      align="end"
      panel={(close) => (
        <Menu label={t("language")}>
          {LANGUAGES.map(({ code, name }) => (
            <MenuEntry
              key={code}
              current={code === i18n.language}
              onChoose={() => {
                close();
                void change(code);
              }}
            >
              <span lang={code}>{name}</span>
            </MenuEntry>
          ))}
        </Menu>
      )}
    >
      <GlobalOutlined aria-hidden="true" />
      <span className="visually-hidden">{t("language")}：</span>
      {current?.name}
    </Popup>
  );
}
