import { Link, useRouter } from "@tanstack/react-router";
import { Button } from "antd";
import { type ReactNode, useEffect } from "react";
import { useTranslation } from "react-i18next";
import styles from "./errors.module.css";

interface Props {
  title: string;
  next?: string | undefined;
  requestId?: string | undefined;
  children?: ReactNode;
}

/** A page that ends a way and offers others. */
export function Outcome({ title, next, requestId, children }: Props) {
  const { t } = useTranslation();
  const router = useRouter();
  useEffect(() => {
    document.title = `${title} · ${t("product")}`;
  }, [title, t]);
  return (
    <section className={styles.outcome}>
      <h1>{title}</h1>
      {next && <p>{next}</p>}
      {requestId && <p className={styles.request}>{t("problem.request", { id: requestId })}</p>}
      <div className={styles.ways}>
        {children}
        <Button onClick={() => router.history.back()}>{t("back")}</Button>
        <Link to="/">{t("home")}</Link>
      </div>
    </section>
  );
}
