import { Button } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { Dialog } from "@/shared/popup/dialog";
import styles from "./people.module.css";

interface Props {
  login: string;
  password: string;
  onClose: () => void;
  children?: ReactNode;
}

/** An initial password, which nobody can read again once this is closed: only the button does that. */
export function OncePassword({ login, password, onClose, children }: Props) {
  const { t } = useTranslation("people");
  const [copied, setCopied] = useState<boolean>();
  const copy = () =>
    // Absent outside of a secure context, as on plain HTTP inside an office network.
    (navigator.clipboard?.writeText(password) ?? Promise.reject(new Error("no clipboard"))).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  return (
    <Dialog
      title={t("password.initial")}
      actions={
        <Button type="primary" onClick={onClose}>
          {t("password.kept")}
        </Button>
      }
    >
      <p>{t("password.once")}</p>
      <dl className={styles.once}>
        <dt>{t("login")}</dt>
        <dd>{login}</dd>
        <dt>{t("password.initial")}</dt>
        <dd>
          <code>{password}</code>
          <Button size="small" data-first onClick={() => void copy()}>
            {t("password.copy")}
          </Button>
          <span role="status">
            {copied !== undefined && t(copied ? "password.copied" : "password.byHand")}
          </span>
        </dd>
      </dl>
      {children && <p>{children}</p>}
    </Dialog>
  );
}
