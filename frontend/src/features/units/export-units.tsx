import { useMutation } from "@tanstack/react-query";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { download } from "@/shared/api/download";
import { ProblemNotice } from "@/shared/page/problem-notice";
import styles from "./units.module.css";

/** The whole directory as a workbook. */
export function ExportUnits({ zone }: { zone: string }) {
  const { t } = useTranslation("units");
  const file = useMutation({ mutationFn: download });
  return (
    <>
      <Button
        loading={file.isPending}
        onClick={() => file.mutate(`/api/v1/zones/${encodeURIComponent(zone)}/units.xlsx`)}
      >
        {t("export")}
      </Button>
      {file.error && (
        <div className={styles.float}>
          <ProblemNotice error={file.error} />
        </div>
      )}
    </>
  );
}
