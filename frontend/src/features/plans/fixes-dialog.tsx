import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { announce } from "@/shared/page/notices";
import { ProblemNotice } from "@/shared/page/problem-notice";
import { Dialog } from "@/shared/popup/dialog";
import { DialogButtons } from "@/shared/popup/dialog-buttons";
import { deskCalls, type Fix } from "./desk-calls";
import { useDesk } from "./desk-context";
import { ChoiceField, Field } from "./fields";
import fields from "./fields.module.css";
import styles from "./questions.module.css";
import { type Draft, RELATIONS, type Relation } from "./rows";
import { typedText } from "./task-changes";

const KINDS = [
  "first_leads",
  "leads_before",
  "swap",
  "relation",
  "no_unit",
  "rename_section",
] as const satisfies Fix["kind"][];
const MARKS = ["；", "，", "、", "／", "｜"] as const;
const TAUGHT: readonly Fix["kind"][] = ["first_leads", "leads_before", "no_unit"];
const EVERYWHERE = "";

interface Props {
  draft: Draft;
  /** Of the task that is open: the likeliest to be renamed. */
  section: string | undefined;
  onClose: () => void;
}

/** One correction for all its places, shown with them before it is made. */
export function FixesDialog({ draft, section, onClose }: Props) {
  const { t } = useTranslation("plans");
  const { writer } = useDesk();
  const { sections, texts } = useMemo(() => namesOf(draft), [draft]);
  const [kind, setKind] = useState<Fix["kind"]>("first_leads");
  const [where, setWhere] = useState(EVERYWHERE);
  const [old, setOld] = useState(section ?? sections[0] ?? "");
  const [text, setText] = useState(texts[0] ?? "");
  const [mark, setMark] = useState<(typeof MARKS)[number]>("；");
  const [relation, setRelation] = useState<Relation>("lead");
  const [title, setTitle] = useState("");
  const [remember, setRemember] = useState(true);
  const [busy, setBusy] = useState(false);
  const renames = kind === "rename_section";
  const fix: Fix = {
    kind,
    ...(kind === "leads_before" && { mark }),
    ...((kind === "relation" || kind === "no_unit") && { text }),
    ...(kind === "relation" && { relation }),
    ...(renames ? { section: old, title: typedText(title) } : where && { section: where }),
  };
  const ready = !renames || (old !== "" && fix.title !== "" && fix.title !== old);
  const seen = useQuery({
    queryKey: ["fix-preview", writer.path, fix, draft],
    queryFn: ({ signal }) => deskCalls.preview(writer.path, fix, signal),
    enabled: ready,
    placeholderData: (previous) => previous,
  });
  const places = ready ? (seen.data?.places ?? 0) : 0;
  const make = async () => {
    setBusy(true);
    const taught = remember && TAUGHT.includes(kind);
    const made = await writer.fix(taught ? { ...fix, remember: true } : fix);
    setBusy(false);
    onClose();
    if (made) announce(t("fixes.done", { count: made.changed }));
  };
  const choice = <Value extends string>(
    label: string,
    value: Value,
    options: readonly (readonly [Value, string])[],
    onChoose: (value: Value) => void,
  ) => <ChoiceField label={label} value={value} options={options} onChoose={onChoose} />;
  const named = (names: readonly string[]) => names.map((name) => [name, name] as const);
  return (
    <Dialog
      wide
      title={t("fixes.title")}
      onClose={onClose}
      actions={
        <DialogButtons
          onCancel={onClose}
          loading={busy}
          disabled={places === 0 || seen.isFetching}
          onClick={() => void make()}
        >
          {t("fixes.make", { count: places })}
        </DialogButtons>
      }
    >
      <div className={styles.form}>
        {choice(
          t("fixes.what"),
          kind,
          KINDS.map((one) => [one, t(`fixes.kind.${one}`)] as const),
          setKind,
        )}
        <div className={styles.pair}>
          {kind === "leads_before" && choice(t("fixes.mark"), mark, named(MARKS) as never, setMark)}
          {(kind === "relation" || kind === "no_unit") &&
            choice(t("fixes.text"), text, named(texts), setText)}
          {kind === "relation" &&
            choice(
              t("fixes.relation"),
              relation,
              RELATIONS.map((one) => [one, t(`relation.${one}`)] as const),
              setRelation,
            )}
          {renames ? (
            <>
              {choice(t("task.section"), old, named(sections), setOld)}
              <Field label={t("fixes.newName")}>
                {(id) => (
                  <input
                    id={id}
                    className={fields.input}
                    maxLength={400}
                    value={title}
                    onChange={(event) => setTitle(event.target.value)}
                  />
                )}
              </Field>
            </>
          ) : (
            choice(
              t("fixes.where"),
              where,
              [[EVERYWHERE, t("fixes.everywhere")], ...named(sections)],
              setWhere,
            )
          )}
        </div>
        <Preview places={ready ? seen.data : undefined} waiting={ready && seen.isFetching} />
        {seen.error && <ProblemNotice error={seen.error} />}
        {TAUGHT.includes(kind) && (
          <label className={styles.check}>
            <input
              type="checkbox"
              checked={remember}
              onChange={(event) => setRemember(event.target.checked)}
            />
            {t("fixes.remember")}
          </label>
        )}
      </div>
    </Dialog>
  );
}

type Seen = Awaited<ReturnType<typeof deskCalls.preview>>;

function Preview({ places, waiting }: { places: Seen | undefined; waiting: boolean }) {
  const { t } = useTranslation("plans");
  if (!places) return <p className={styles.hint}>{waiting ? t("fixes.looking") : ""}</p>;
  return (
    <section className={styles.preview} aria-busy={waiting} aria-live="polite">
      <h3>{t("fixes.places", { count: places.places })}</h3>
      <ul>
        {places.samples.map((place) => (
          <li key={place.task_id}>
            <span>
              {place.number !== null && `${place.number}. `}
              {place.title}
            </span>
            <del>{place.before}</del>
            <ins>{place.after || t("row.noUnit")}</ins>
          </li>
        ))}
      </ul>
      {places.places > places.samples.length && (
        <p>{t("fixes.more", { count: places.places - places.samples.length })}</p>
      )}
    </section>
  );
}

function namesOf({ tasks }: Draft): { sections: string[]; texts: string[] } {
  const kept = tasks.filter(({ state }) => state !== "dropped");
  const sections = [...new Set(kept.map(({ section }) => section))].filter(Boolean);
  const texts = [...new Set(kept.flatMap(({ units }) => units.map((unit) => unit.text)))];
  return { sections, texts };
}
