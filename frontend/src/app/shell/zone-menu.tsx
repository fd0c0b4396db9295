import { DownOutlined } from "@ant-design/icons";
import { useNavigate, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { type Me, usePlaceName, type Zone } from "@/shared/api/me";
import { Menu, MenuEntry } from "@/shared/popup/menu";
import { Popup } from "@/shared/popup/popup";
import styles from "./shell.module.css";

/** Says whose work is on the page, and switches between the zones and jurisdictions of this person. */
export function ZoneMenu({ me, zone }: { me: Me; zone: Zone | undefined }) {
  const { t } = useTranslation();
  const named = usePlaceName();
  const navigate = useNavigate();
  const { jurisdiction } = useParams({ strict: false });
  const here = zone ?? me.jurisdictions.find(({ code }) => code === jurisdiction);
  const name = here ? named(here) : t("zone.none");
  if (me.zones.length + me.jurisdictions.length < 2 && here)
    return <span className={styles.zone}>{name}</span>;
  return (
    <Popup
      className={styles.zone}
      panel={(close) => (
        <Menu label={t("zone.switch")} note={t("zone.switch")}>
          {me.zones.map((one) => (
            <MenuEntry
              key={one.code}
              current={one.code === zone?.code}
              onChoose={() => {
                close();
                void navigate({ to: "/zones/$zone", params: { zone: one.code } });
              }}
            >
              {named(one)}
            </MenuEntry>
          ))}
          {me.jurisdictions.map((one) => (
            <MenuEntry
              key={one.code}
              current={one.code === jurisdiction}
              onChoose={() => {
                close();
                void navigate({
                  to: "/jurisdictions/$jurisdiction",
                  params: { jurisdiction: one.code },
                });
              }}
            >
              {t("zone.overseen", { name: named(one) })}
            </MenuEntry>
          ))}
        </Menu>
      )}
    >
      {name}
      <DownOutlined aria-hidden="true" />
    </Popup>
  );
}
