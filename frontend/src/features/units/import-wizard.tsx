import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { download } from "@/shared/api/download";
import { ProblemNotice } from "@/shared/page/problem-notice";
import { Progress } from "@/shared/page/progress";
import { fetchMarked, refusalOf, sendSheet } from "./import-calls";
import { ImportPreview } from "./import-preview";
import { SheetDrop } from "./sheet-drop";
import { unitsChanged } from "./unit-queries";
import styles from "./units.module.css";

/** Template, upload, check, confirm: nothing is written before every row is right and a person has looked. */
export function ImportWizard({ zone }: { zone: string }) {
  const { t } = useTranslation("units");
  const cache = useQueryClient();
  const [file, setFile] = useState<File>();
  const [refusal, setRefusal] = useState<ReturnType<typeof refusalOf>>();
  const check = useMutation({ mutationFn: (sheet: File) => sendSheet(zone, sheet, true) });
  const write = useMutation({
    mutationFn: (sheet: File) => sendSheet(zone, sheet, false),
    onSuccess: () => unitsChanged(cache, zone),
  });
  const take = (sheet: File) => {
    const refused = refusalOf(sheet);
    setRefusal(refused);
    setFile(refused ? undefined : sheet);
    check.reset();
    write.reset();
    if (!refused) check.mutate(sheet);
  };
  const done = write.data;
  const error = check.error ?? write.error;
  return (
    <ol className={styles.steps}>
      <li>
        <h2>{t("import.template")}</h2>
        <p>{t("import.templateNote")}</p>
        <Templates zone={zone} />
      </li>
      <li>
        <h2>{t("import.upload")}</h2>
        <p>{t("import.uploadNote")}</p>
        <SheetDrop busy={check.isPending || write.isPending} onFile={take} />
        {refusal && (
          <p role="alert" className={styles.attention}>
            {t(`import.refused.${refusal}`)}
          </p>
        )}
      </li>
      <li>
        <h2>{t("import.check")}</h2>
        {check.isPending && <Progress label={t("import.checking")} note={file?.name} />}
        {write.isPending && <Progress label={t("import.writing")} note={file?.name} />}
        {error ? <ProblemNotice error={error} /> : null}
        {!file && <p className={styles.soft}>{t("import.checkNote")}</p>}
        {done ? (
          <div role="status" className={styles.done}>
            <p>{t("import.done", { ...done.counts })}</p>
            <Link to="/zones/$zone/units" params={{ zone }}>
              {t("import.toList")}
            </Link>
          </div>
        ) : (
          check.data && (
            <>
              {file && check.data.errors.length > 0 && <Marked zone={zone} file={file} />}
              <ImportPreview
                report={check.data}
                busy={write.isPending}
                onConfirm={() => file && write.mutate(file)}
              />
            </>
          )
        )}
      </li>
    </ol>
  );
}

/** All errors in the person's own workbook, to be corrected there. */
function Marked({ zone, file }: { zone: string; file: File }) {
  const { t } = useTranslation("units");
  const marked = useMutation({ mutationFn: () => fetchMarked(zone, file) });
  return (
    <>
      <div className={styles.buttons}>
        <Button type="primary" loading={marked.isPending} onClick={() => marked.mutate()}>
          {t("import.marked")}
        </Button>
      </div>
      <p className={styles.soft}>{t("import.markedNote")}</p>
      {marked.error && <ProblemNotice error={marked.error} />}
    </>
  );
}

function Templates({ zone }: { zone: string }) {
  const { t } = useTranslation("units");
  const file = useMutation({ mutationFn: download });
  const address = (name: string) => `/api/v1/zones/${encodeURIComponent(zone)}/${name}`;
  return (
    <>
      <div className={styles.buttons}>
        <Button
          disabled={file.isPending}
          onClick={() => file.mutate(address("unit-template.xlsx"))}
        >
          {t("import.empty")}
        </Button>
        <Button disabled={file.isPending} onClick={() => file.mutate(address("units.xlsx"))}>
          {t("import.present")}
        </Button>
      </div>
      {file.error && <ProblemNotice error={file.error} />}
    </>
  );
}
