import { useRouter, useSearch } from "@tanstack/react-router";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { PasswordForm } from "@/features/access";
import { announce } from "@/shared/page/notices";
import { LanguageMenu } from "../shell/language-menu";
import styles from "./entrance.module.css";
import { safeNext } from "./safe-next";

/** Shown after the first sign-in; nothing else opens before the password is one's own. */
export function PasswordPage() {
  const { t } = useTranslation(["access", "shared"]);
  const router = useRouter();
  const { next } = useSearch({ from: "/signed-in/password" });
  const title = t("password.first");
  useEffect(() => {
    document.title = `${title} · ${t("product", { ns: "shared" })}`;
  }, [title, t]);
  return (
    <div className={styles.entrance}>
      <div className={styles.face}>
        <p className={styles.product}>{t("product", { ns: "shared" })}</p>
      </div>
      <main className={styles.side}>
        <div className={styles.language}>
          <LanguageMenu />
        </div>
        <div className={styles.form}>
          <h1>{title}</h1>
          <p className={styles.note}>{t("password.firstNote")}</p>
          <PasswordForm
            onDone={() => {
              announce(t("password.done"));
              router.history.push(safeNext(next));
            }}
          />
        </div>
      </main>
    </div>
  );
}
