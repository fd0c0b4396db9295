import { Button } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { isProblem } from "@/shared/api/problem";
import { Choice, Field, formClass } from "@/shared/form/controls";
import { useImeEnter } from "@/shared/form/use-ime-enter";
import { ProblemNotice } from "@/shared/page/problem-notice";
import type { Unit } from "@/shared/units/directory";
import { Members } from "./members";
import { splitNames } from "./names";
import type { UnitKind } from "./search";
import { isTermed, NO_TERM, type Term, TermFields, termOf } from "./term-fields";
import { useKinds } from "./unit-queries";
import styles from "./units.module.css";

type Member = Unit["members"][number];

export interface UnitEntry {
  name: string;
  kind: UnitKind | undefined;
  note: string;
  aliases: string[];
  members: Member[];
  term: Term;
}

interface Props {
  /** Of the form, where the buttons that send it or give it up stand elsewhere. */
  id?: string;
  zone: string;
  /** The unit to change; a new one without it. */
  unit?: Unit;
  busy: boolean;
  error: unknown;
  onSave: (entry: UnitEntry) => void;
  onCancel: () => void;
  below?: ReactNode;
}

/** Name, kind, other names, members and note of a unit. What is typed stays when the server refuses it. */
export function UnitForm({ id, zone, unit, busy, error, onSave, onCancel, below }: Props) {
  const { t } = useTranslation("units");
  const { t: shared } = useTranslation();
  const kinds = useKinds(zone);
  const [name, setName] = useState(unit?.name ?? "");
  const [kind, setKind] = useState<UnitKind | undefined>(unit?.kind);
  const [aliases, setAliases] = useState(unit?.aliases.join("、") ?? "");
  const [members, setMembers] = useState<Member[]>(unit?.members ?? []);
  const [note, setNote] = useState(unit?.note ?? "");
  const [term, setTerm] = useState<Term>(() => termOf(unit));
  const [tried, setTried] = useState(false);
  const enter = useImeEnter();
  const wrong = (pointer: string) =>
    isProblem(error)
      ? error.errors.find((one) => one.pointer?.startsWith(pointer))?.message
      : undefined;
  const nameWrong = tried && !name.trim() ? t("form.nameMissing") : wrong("/name");
  return (
    <form
      id={id}
      className={formClass}
      onCompositionEnd={enter.onCompositionEnd}
      onKeyDown={(event) => {
        // Enter in a text of several lines is a new line.
        if (!(event.target instanceof HTMLTextAreaElement)) enter.onKeyDown(event);
      }}
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (!name.trim()) return;
        const kept = kind === "collective" ? members : [];
        const entry = { name: name.trim(), kind, note, aliases: splitNames(aliases) };
        onSave({ ...entry, members: kept, term: isTermed(kind) ? term : NO_TERM });
      }}
    >
      <Field label={t("name")} wrong={nameWrong}>
        {(control) => (
          <input
            {...control}
            data-first
            maxLength={120}
            autoComplete="off"
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      <Field label={t("kind")} hint={unit ? undefined : t("form.kindHint")}>
        {(control) => (
          <Choice
            {...control}
            value={kind}
            options={kinds.options}
            {...(unit ? {} : { none: t("form.kindGuessed") })}
            onPick={(picked) => setKind(picked as UnitKind | undefined)}
          />
        )}
      </Field>
      <Field label={t("aliases")} hint={t("form.aliasesHint")} wrong={wrong("/aliases")}>
        {(control) => (
          <input
            {...control}
            autoComplete="off"
            value={aliases}
            onChange={(event) => setAliases(event.target.value)}
          />
        )}
      </Field>
      {kind === "collective" && (
        <Members
          zone={zone}
          own={unit?.id}
          members={members}
          onChange={setMembers}
          wrong={wrong("/members")}
        />
      )}
      {isTermed(kind) && (
        <TermFields
          zone={zone}
          term={term}
          wrong={wrong("/term") ?? wrong("/convenor_id")}
          onChange={setTerm}
        />
      )}
      <Field label={t("note")} wrong={wrong("/note")}>
        {(control) => (
          <textarea
            {...control}
            rows={2}
            maxLength={1000}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        )}
      </Field>
      {error ? <ProblemNotice error={error} /> : null}
      {below}
      {id === undefined && (
        <div className={styles.buttons}>
          <Button type="primary" htmlType="submit" loading={busy}>
            {shared("save")}
          </Button>
          <Button onClick={onCancel}>{shared("cancel")}</Button>
        </div>
      )}
    </form>
  );
}
