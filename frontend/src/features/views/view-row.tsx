import { ArrowDownOutlined, ArrowUpOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { controlClass } from "@/shared/form/controls";
import type { SavedView } from "./view-queries";
import styles from "./views.module.css";

interface Props {
  view: SavedView;
  busy: boolean;
  onUp: (() => void) | undefined;
  onDown: (() => void) | undefined;
  onName: (name: string) => void;
  onDefault: () => void;
  onDelete: () => void;
}

export function ViewRow({ view, busy, onUp, onDown, onName, onDefault, onDelete }: Props) {
  const { t } = useTranslation("views");
  const { t: shared } = useTranslation();
  const [name, setName] = useState<string>();
  const [sure, setSure] = useState(false);
  const { name: known } = view;
  const may = (action: SavedView["actions"][number]) => view.actions.includes(action);
  if (name !== undefined)
    return (
      <li>
        <form
          className={styles.rename}
          onSubmit={(event) => {
            event.preventDefault();
            if (name.trim() && name.trim() !== known) onName(name.trim());
            setName(undefined);
          }}
        >
          <input
            className={controlClass}
            aria-label={t("name")}
            maxLength={60}
            value={name}
            ref={(field) => field?.focus()}
            onChange={(event) => setName(event.target.value)}
          />
          <Button size="small" htmlType="submit">
            {shared("save")}
          </Button>
          <Button size="small" type="link" onClick={() => setName(undefined)}>
            {shared("cancel")}
          </Button>
        </form>
      </li>
    );
  return (
    <li>
      <span className={styles.title}>
        {known}
        {view.is_default && <small>{t("isDefault")}</small>}
        {view.unknown.length > 0 && (
          <small className={styles.stale}>{t("staleShort", { count: view.unknown.length })}</small>
        )}
      </span>
      {may("edit") && (
        <>
          <Button
            size="small"
            type="text"
            icon={<ArrowUpOutlined />}
            aria-label={t("up", { name: known })}
            disabled={busy || !onUp}
            onClick={onUp}
          />
          <Button
            size="small"
            type="text"
            icon={<ArrowDownOutlined />}
            aria-label={t("down", { name: known })}
            disabled={busy || !onDown}
            onClick={onDown}
          />
        </>
      )}
      <Button size="small" type="link" disabled={busy} onClick={onDefault}>
        {t(view.is_default ? "noDefault" : "makeDefault")}
      </Button>
      {may("edit") && (
        <Button
          size="small"
          type="link"
          aria-label={t("renameOf", { name: known })}
          onClick={() => setName(known)}
        >
          {t("rename")}
        </Button>
      )}
      {may("delete") && (
        <Button
          size="small"
          type="link"
          danger
          disabled={busy}
          aria-label={t(sure ? "deleteSureOf" : "deleteOf", { name: known })}
          onClick={() => (sure ? onDelete() : setSure(true))}
          onBlur={() => setSure(false)}
        >
          {t(sure ? "deleteSure" : "delete")}
        </Button>
      )}
    </li>
  );
}
