import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { Empty } from "../page/empty";

interface Props {
  /** What to do next, where clearing the filters is not all there is to it. */
  next?: string;
  onClear: () => void;
}

/** In place of a list that its filters left empty. */
export function NoMatch({ next, onClear }: Props) {
  const { t } = useTranslation();
  return (
    <Empty
      title={t("table.noMatch")}
      action={<Button onClick={onClear}>{t("table.clear")}</Button>}
    >
      {next ?? t("table.noMatchNext")}
    </Empty>
  );
}
