import { useTranslation } from "react-i18next";
import { PasswordForm, Sessions } from "@/features/access";
import { useMe } from "@/shared/api/me";
import { announce } from "@/shared/page/notices";
import { Page } from "@/shared/page/page";
import styles from "./entrance.module.css";

export function AccountPage() {
  const { t } = useTranslation("access");
  const { account } = useMe();
  return (
    <Page
      title={t("account.title")}
      note={`${account.name} · ${t("account.login")} ${account.login}`}
    >
      <div className={styles.section}>
        <Sessions />
      </div>
      <section className={styles.section}>
        <h2>{t("password.title")}</h2>
        <div className={styles.narrow}>
          <PasswordForm onDone={() => announce(t("password.done"))} />
        </div>
      </section>
    </Page>
  );
}
