import {
  ApartmentOutlined,
  AuditOutlined,
  DownOutlined,
  FileTextOutlined,
  HomeOutlined,
  MenuFoldOutlined,
  MenuUnfoldOutlined,
  ScheduleOutlined,
  TeamOutlined,
  UnorderedListOutlined,
} from "@ant-design/icons";
import { Link } from "@tanstack/react-router";
import { type ComponentType, useState } from "react";
import { useTranslation } from "react-i18next";
import type { MenuIcon } from "../static-data";
import type { Place, PlaceGroup } from "./menu-places";
import styles from "./side-menu.module.css";

const ICONS: Record<MenuIcon, ComponentType> = {
  workbench: HomeOutlined,
  plans: FileTextOutlined,
  tasks: UnorderedListOutlined,
  duties: ScheduleOutlined,
  units: ApartmentOutlined,
  people: TeamOutlined,
  events: AuditOutlined,
};

interface Props {
  zone: string;
  groups: PlaceGroup[];
  narrow: boolean;
  onNarrow: (narrow: boolean) => void;
}

export function SideMenu({ zone, groups, narrow, onNarrow }: Props) {
  const { t } = useTranslation();
  return (
    <nav className={styles.menu} aria-label={t("menu.label")}>
      {groups.map((group) => (
        <Group key={group.name ?? ""} group={group} zone={zone} narrow={narrow} />
      ))}
      <button
        type="button"
        className={styles.fold}
        aria-pressed={narrow}
        aria-label={t("menu.narrow")}
        title={t("menu.narrow")}
        onClick={() => onNarrow(!narrow)}
      >
        {narrow ? <MenuUnfoldOutlined /> : <MenuFoldOutlined />}
      </button>
    </nav>
  );
}

function Group({ group, zone, narrow }: { group: PlaceGroup; zone: string; narrow: boolean }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(true);
  const entries = (
    <ul>
      {group.places.map((place) => (
        <Entry key={place.to} place={place} zone={zone} narrow={narrow} />
      ))}
    </ul>
  );
  if (group.name === undefined) return entries;
  return (
    <div className={styles.group}>
      {!narrow && (
        <button
          type="button"
          className={styles.groupName}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          {t(`menu.groups.${group.name}`)}
          <DownOutlined aria-hidden="true" rotate={open ? 0 : -90} />
        </button>
      )}
      {(open || narrow) && entries}
    </div>
  );
}

function Entry({ place, zone, narrow }: { place: Place; zone: string; narrow: boolean }) {
  const { t } = useTranslation();
  const Icon = ICONS[place.icon];
  const title = t(`places.${place.title}`);
  return (
    <li>
      <Link
        to={place.to as "/zones/$zone/workbench"}
        params={{ zone }}
        className={styles.entry}
        activeProps={{ "aria-current": "page" }}
        title={narrow ? title : undefined}
        aria-label={narrow ? title : undefined}
      >
        <Icon aria-hidden="true" />
        {!narrow && title}
      </Link>
    </li>
  );
}
