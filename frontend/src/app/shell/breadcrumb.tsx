import { Link, useMatches, useRouter } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import styles from "./shell.module.css";

/** Group of the menu / list / page, from what the route says about itself. */
export function Breadcrumb() {
  const { t } = useTranslation();
  const router = useRouter();
  const match = useMatches().at(-1);
  if (!match?.staticData.title) return <div className={styles.crumbs} />;
  const { title, under, menu } = match.staticData;
  const list = under
    ? Object.values(router.routesById).find((route) => route.fullPath === under)
    : undefined;
  const listTitle = list?.options.staticData?.title;
  const group = menu?.group ?? list?.options.staticData?.menu?.group;
  return (
    <nav className={styles.crumbs} aria-label={t("breadcrumb")}>
      <ol>
        {group && <li>{t(`menu.groups.${group}`)}</li>}
        {listTitle && (
          <li>
            {/* Exact, or the list would count as the present page on every page below it. */}
            <Link
              to={under as "/zones/$zone/workbench"}
              params={match.params as { zone: string }}
              activeOptions={{ exact: true }}
            >
              {t(`places.${listTitle}`)}
            </Link>
          </li>
        )}
        <li aria-current="page">{t(`places.${title}`)}</li>
      </ol>
    </nav>
  );
}
