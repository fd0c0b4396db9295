import { Outlet, useParams, useRouter, useRouterState } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { type Me, useMe, type Zone } from "@/shared/api/me";
import { rememberedZone } from "../remembered-zone";
import { AccountMenu } from "./account-menu";
import { Breadcrumb } from "./breadcrumb";
import { LanguageMenu } from "./language-menu";
import { menuPlaces } from "./menu-places";
import styles from "./shell.module.css";
import { SideMenu } from "./side-menu";
import { ZoneMenu } from "./zone-menu";

const NARROW_KEY = "mandate.menu.narrow";

/** The frame of every page behind the sign-in. */
export function Shell() {
  const { t } = useTranslation();
  const me = useMe();
  const zone = useZone(me);
  const [narrow, setNarrow] = useState(() => localStorage.getItem(NARROW_KEY) === "yes");
  const router = useRouter();
  const groups = zone ? menuPlaces(Object.values(router.routesById), zone.permissions) : [];
  const main = useFocusOnNewPage();
  return (
    <div className={styles.shell} data-narrow={narrow || undefined}>
      <a className={styles.skip} href="#main">
        {t("skip")}
      </a>
      <aside className={styles.rail}>
        <div className={styles.brand}>
          <img src="/mark.svg" alt="" width={26} height={26} />
          {!narrow && <span>{t("product")}</span>}
        </div>
        {zone && (
          <SideMenu
            zone={zone.code}
            groups={groups}
            narrow={narrow}
            onNarrow={(next) => {
              setNarrow(next);
              localStorage.setItem(NARROW_KEY, next ? "yes" : "no");
            }}
          />
        )}
      </aside>
      <header className={styles.header}>
        <ZoneMenu me={me} zone={zone} />
        <Breadcrumb />
        <div className={styles.personal}>
          <LanguageMenu />
          <AccountMenu me={me} zone={zone} />
        </div>
      </header>
      <main id="main" ref={main} tabIndex={-1} className={styles.main}>
        <Outlet />
      </main>
    </div>
  );
}

/** The zone of the address; on pages that belong to none, the one last worked in keeps its menu. */
function useZone(me: Me): Zone | undefined {
  const { zone, jurisdiction } = useParams({ strict: false });
  if (jurisdiction !== undefined) return undefined;
  const code = zone ?? rememberedZone();
  return me.zones.find((one) => one.code === code);
}

/** After going to another page the keyboard starts in its content, as it would after loading it. */
function useFocusOnNewPage() {
  const main = useRef<HTMLElement>(null);
  const path = useRouterState({ select: (state) => state.resolvedLocation?.pathname });
  const before = useRef(path);
  useEffect(() => {
    if (before.current !== undefined && before.current !== path)
      main.current?.focus({ preventScroll: true });
    before.current = path;
  }, [path]);
  return main;
}
