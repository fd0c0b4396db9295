import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, api, ifMatch } from "@/shared/api/client";
import { isProblem } from "@/shared/api/problem";
import { Choice, Field, formClass } from "@/shared/form/controls";
import { DateInput } from "@/shared/form/date-input";
import { useImeEnter } from "@/shared/form/use-ime-enter";
import { announce } from "@/shared/page/notices";
import { ProblemNotice } from "@/shared/page/problem-notice";
import { Dialog } from "@/shared/popup/dialog";
import { DialogButtons } from "@/shared/popup/dialog-buttons";
import { type PersonOfUnit, staffQuery, type UnitStaff } from "./history-queries";
import type { UnitPath } from "./unit-queries";

const POSTS = ["leader", "section_head", "officer"] as const;
type Post = (typeof POSTS)[number];

interface Props {
  path: UnitPath;
  staff: UnitStaff;
  /** The entry to change; a new one without it. */
  person?: PersonOfUnit;
  onClose: () => void;
}

export function PersonDialog({ path, staff, person, onClose }: Props) {
  const { t } = useTranslation("units");
  const { t: shared } = useTranslation();
  const cache = useQueryClient();
  const id = useId();
  const enter = useImeEnter();
  const [name, setName] = useState(person?.name ?? "");
  const [post, setPost] = useState<Post>(person?.post ?? "officer");
  const [title, setTitle] = useState(person?.title ?? "");
  const [section, setSection] = useState(person?.section_id ?? undefined);
  const [from, setFrom] = useState(person?.from_date ?? "");
  const [to, setTo] = useState(person?.to_date ?? "");
  const [tried, setTried] = useState(false);
  const after = {
    onSuccess: (saved: UnitStaff) => {
      cache.setQueryData(staffQuery(path).queryKey, saved);
      announce(t("saved"));
      onClose();
    },
  };
  const save = useMutation({
    mutationFn: () => {
      const body = {
        name: name.trim(),
        post,
        title: title.trim(),
        section_id: section ?? null,
        account_id: person?.account_id ?? null,
        from_date: from || null,
        to_date: to || null,
      };
      return person
        ? answer(
            api.PUT("/api/v1/zones/{zone}/units/{unit}/staff/{unit_person}", {
              params: {
                path: { ...path, unit_person: person.id },
                header: ifMatch(person.version),
              },
              body,
            }),
          )
        : answer(api.POST("/api/v1/zones/{zone}/units/{unit}/staff", { params: { path }, body }));
    },
    ...after,
  });
  const remove = useMutation({
    mutationFn: (gone: PersonOfUnit) =>
      answer(
        api.DELETE("/api/v1/zones/{zone}/units/{unit}/staff/{unit_person}", {
          params: { path: { ...path, unit_person: gone.id }, header: ifMatch(gone.version) },
        }),
      ),
    ...after,
  });
  const error = save.error ?? remove.error;
  const wrong = (pointer: string) =>
    isProblem(error) ? error.errors.find((one) => one.pointer === pointer)?.message : undefined;
  return (
    <Dialog
      title={t(person ? "staff.edit" : "staff.add")}
      onClose={onClose}
      actions={
        <>
          {person && (
            <Button danger loading={remove.isPending} onClick={() => remove.mutate(person)}>
              {t("staff.delete")}
            </Button>
          )}
          <DialogButtons onCancel={onClose} htmlType="submit" form={id} loading={save.isPending}>
            {shared("save")}
          </DialogButtons>
        </>
      }
    >
      <form
        id={id}
        className={formClass}
        {...enter}
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (name.trim()) save.mutate();
        }}
      >
        <Field
          label={t("staff.name")}
          wrong={tried && !name.trim() ? t("staff.nameMissing") : wrong("/name")}
        >
          {(control) => (
            <input
              {...control}
              data-first
              maxLength={60}
              autoComplete="off"
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
        <Field label={t("staff.post")}>
          {(control) => (
            <Choice
              {...control}
              value={post}
              options={POSTS.map((one) => [one, t(`posts.${one}`)])}
              onPick={(picked) => setPost(picked as Post)}
            />
          )}
        </Field>
        <Field label={t("staff.jobTitle")} hint={t("staff.jobTitleHint")}>
          {(control) => (
            <input
              {...control}
              maxLength={60}
              autoComplete="off"
              value={title}
              onChange={(event) => setTitle(event.target.value)}
            />
          )}
        </Field>
        <Field label={t("staff.section")} wrong={wrong("/section_id")}>
          {(control) => (
            <Choice
              {...control}
              value={section}
              options={staff.sections.map((one) => [one.id, one.name])}
              none={shared("none")}
              onPick={setSection}
            />
          )}
        </Field>
        <Field label={t("staff.from")}>
          {(control) => <DateInput {...control} value={from} onPick={setFrom} />}
        </Field>
        <Field label={t("staff.to")} hint={t("staff.toHint")} wrong={wrong("/to_date")}>
          {(control) => <DateInput {...control} value={to} onPick={setTo} />}
        </Field>
        {error && <ProblemNotice error={error} />}
      </form>
    </Dialog>
  );
}
