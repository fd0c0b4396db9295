import { Button, type ButtonProps } from "antd";
import { useTranslation } from "react-i18next";

interface Props extends ButtonProps {
  onCancel: () => void;
}

/** The foot of a question: the way out of it, and the button that does what it asks about. */
export function DialogButtons({ onCancel, ...act }: Props) {
  const { t } = useTranslation();
  return (
    <>
      <Button onClick={onCancel}>{t("cancel")}</Button>
      <Button type="primary" {...act} />
    </>
  );
}
