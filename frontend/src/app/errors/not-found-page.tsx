import { useTranslation } from "react-i18next";
import { Outcome } from "./outcome";

export function NotFoundPage() {
  const { t } = useTranslation();
  return <Outcome title={t("notFound.title")} next={t("notFound.next")} />;
}
