import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { type DragEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { ProblemNotice } from "@/shared/page/problem-notice";
import { Progress } from "@/shared/page/progress";
import { plansKey } from "./plan-queries";
import styles from "./plans.module.css";
import type { Plan } from "./rows";
import { ACCEPTED, MOST_BYTES, sendFile, type Unfit, unfit } from "./send-file";

interface Props {
  zone: string;
  onUploaded: (plan: Plan) => void;
}

/** Takes a document by drop or choice, refuses at once what cannot be read, and shows the sending. */
export function useUpload(zone: string, onUploaded: (plan: Plan) => void) {
  const cache = useQueryClient();
  const stop = useRef<AbortController>(undefined);
  const [percent, setPercent] = useState(0);
  const [refused, setRefused] = useState<{ name: string; why: Unfit }>();
  const sending = useMutation({
    mutationFn: (file: File) => {
      const controller = new AbortController();
      stop.current = controller;
      setPercent(0);
      return sendFile({ zone, file, onPercent: setPercent, signal: controller.signal });
    },
    onSuccess: async (plan) => {
      await cache.invalidateQueries({ queryKey: plansKey(zone) });
      onUploaded(plan);
    },
  });
  const take = (file: File | undefined) => {
    if (!file) return;
    const why = unfit(file);
    setRefused(why && { name: file.name, why });
    sending.reset();
    if (!why) sending.mutate(file);
  };
  return { take, refused, percent, sending, cancel: () => stop.current?.abort() };
}

export function UploadPlan({ zone, onUploaded }: Props) {
  const { t } = useTranslation("plans");
  const { t: shared } = useTranslation();
  const { take, refused, percent, sending, cancel } = useUpload(zone, onUploaded);
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files[0]);
  };
  if (sending.isPending)
    return (
      <div className={styles.sending}>
        <Progress
          label={t("upload.sending", { name: sending.variables.name })}
          percent={percent}
          action={
            <Button size="small" onClick={cancel}>
              {shared("cancel")}
            </Button>
          }
        />
      </div>
    );
  const aborted = sending.error instanceof DOMException;
  return (
    <section aria-label={t("upload.title")}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way; the button is the first. */}
      <div
        className={styles.drop}
        data-over={over || undefined}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <input
          ref={input}
          type="file"
          hidden
          accept={ACCEPTED.join(",")}
          onChange={(event) => {
            take(event.target.files?.[0]);
            event.target.value = "";
          }}
        />
        <Button type="primary" onClick={() => input.current?.click()}>
          {t("upload.choose")}
        </Button>
        <p>
          {t("upload.drop")}
          <span>{t("upload.accepted", { megabytes: MOST_BYTES / 1024 / 1024 })}</span>
        </p>
      </div>
      {refused && (
        <p className={styles.refused} role="alert">
          <strong>{t("upload.unfit.title", { name: refused.name })}</strong>
          {t(`upload.unfit.${refused.why}`, { megabytes: MOST_BYTES / 1024 / 1024 })}
        </p>
      )}
      {sending.error && !aborted && (
        <ProblemNotice
          error={sending.error}
          action={<Button onClick={() => take(sending.variables)}>{shared("retry")}</Button>}
        />
      )}
    </section>
  );
}
