import { useRouter, useSearch } from "@tanstack/react-router";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { SignInForm } from "@/features/access";
import { LanguageMenu } from "../shell/language-menu";
import styles from "./entrance.module.css";
import { safeNext } from "./safe-next";

export function SignInPage() {
  const { t } = useTranslation(["access", "shared"]);
  const router = useRouter();
  const { next, expired } = useSearch({ from: "/sign-in" });
  const title = t("signIn.title");
  useEffect(() => {
    document.title = `${title} · ${t("product", { ns: "shared" })}`;
  }, [title, t]);
  return (
    <div className={styles.entrance}>
      <div className={styles.face}>
        <p className={styles.product}>{t("product", { ns: "shared" })}</p>
        <p className={styles.line}>{t("signIn.line")}</p>
        <p className={styles.purpose}>{t("signIn.purpose")}</p>
      </div>
      <main className={styles.side}>
        <div className={styles.language}>
          <LanguageMenu />
        </div>
        <div className={styles.form}>
          <h1>{title}</h1>
          {expired && (
            <p role="status" className={styles.note}>
              {t("signIn.expired")}
            </p>
          )}
          <SignInForm onDone={() => router.history.push(safeNext(next))} />
          <p className={styles.help}>{t("signIn.help")}</p>
        </div>
      </main>
    </div>
  );
}
