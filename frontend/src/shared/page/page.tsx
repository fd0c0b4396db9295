import { type ReactNode, useEffect } from "react";
import { useTranslation } from "react-i18next";
import styles from "./page.module.css";

interface Props {
  title: string;
  /** One line under the title: what this page is, or the state of the thing shown. */
  note?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}

/** Every page: its only h1, what can be done here, and the content. */
export function Page({ title, note, actions, children }: Props) {
  const { t } = useTranslation();
  useEffect(() => {
    document.title = `${title} · ${t("product")}`;
  }, [title, t]);
  return (
    <>
      <header className={styles.header}>
        <div className={styles.titles}>
          <h1>{title}</h1>
          {note && <p className={styles.note}>{note}</p>}
        </div>
        {actions && <div className={styles.actions}>{actions}</div>}
      </header>
      {children}
    </>
  );
}
