import { Button } from "antd";
import { type ReactNode, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { controlClass } from "../form/controls";
import { useImeEnter } from "../form/use-ime-enter";
import styles from "./data-table.module.css";

export type Filters = Record<string, string | undefined>;

export interface Draft<Values extends Filters> {
  values: Values;
  /** Changes what the bar shows; the search runs on Enter or on the button. */
  write: (change: Partial<Values>) => void;
  /** Changes and searches at once, for a choice from a list. */
  choose: (change: Partial<Values>) => void;
}

interface Props<Values extends Filters> {
  label: string;
  /** The filters in force, from the address. */
  values: Values;
  onQuery: (values: Values) => void;
  tools?: ReactNode;
  children: (draft: Draft<Values>) => ReactNode;
  /** Filters that are rarely needed: folded away, unless one of them is in force. */
  further?: { names: readonly (keyof Values)[]; children: (draft: Draft<Values>) => ReactNode };
}

/** The filters above a list. What is typed is a draft until Enter, which an input method's Enter is not. */
export function QueryBar<Values extends Filters>(props: Props<Values>) {
  const { label, values, onQuery, tools, children, further } = props;
  const { t } = useTranslation();
  const [draft, setDraft] = useState(values);
  const [shown, setShown] = useState(values);
  const [unfolded, setUnfolded] = useState<boolean>();
  const id = useId();
  if (JSON.stringify(shown) !== JSON.stringify(values)) {
    // The address changed by a link or by going back: the bar follows it.
    setShown(values);
    setDraft(values);
  }
  const enter = useImeEnter();
  const submit = (next: Values) => {
    setDraft(next);
    onQuery(tidy(next));
  };
  const on = Object.values(values).filter(Boolean).length;
  const onFurther = further?.names.filter((name) => values[name]).length ?? 0;
  const open = unfolded ?? onFurther > 0;
  const fields: Draft<Values> = {
    values: draft,
    write: (change) => setDraft({ ...draft, ...change }),
    choose: (change) => submit({ ...draft, ...change }),
  };
  return (
    <div className={styles.bar}>
      {/* biome-ignore lint/a11y/useSemanticElements: Chrome knows <search> only since 118. */}
      <form
        role="search"
        className={styles.filters}
        aria-label={label}
        onSubmit={(event) => {
          event.preventDefault();
          submit(draft);
        }}
        {...enter}
      >
        {children(fields)}
        {further && (
          <Button
            type="text"
            aria-expanded={open}
            aria-controls={open ? id : undefined}
            onClick={() => setUnfolded(!open)}
          >
            {onFurther > 0
              ? t("table.furtherOn", { count: onFurther })
              : t(open ? "table.fewer" : "table.further")}
          </Button>
        )}
        <Button htmlType="submit">{t("table.search")}</Button>
        {on > 0 && (
          <>
            <Button type="link" onClick={() => submit({} as Values)}>
              {t("table.reset")}
            </Button>
            {!further && (
              <span className={styles.count}>{t("table.filtersOn", { count: on })}</span>
            )}
          </>
        )}
        {further && open && (
          <div id={id} className={styles.further}>
            {further.children(fields)}
          </div>
        )}
      </form>
      {tools && <div className={styles.tools}>{tools}</div>}
    </div>
  );
}

export function QueryField({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is the child.
    <label className={styles.field}>
      {label}
      {children}
    </label>
  );
}

interface SearchFieldProps {
  label: string;
  hint: string;
  width?: number;
  value: string | undefined;
  onType: (words: string) => void;
}

/** Words to look for, in a query bar. */
export function SearchField({ label, hint, width, value, onType }: SearchFieldProps) {
  return (
    <QueryField label={label}>
      <input
        type="search"
        className={controlClass}
        style={{ width }}
        maxLength={100}
        placeholder={hint}
        value={value ?? ""}
        onChange={(event) => onType(event.target.value)}
      />
    </QueryField>
  );
}

function tidy<Values extends Filters>(values: Values): Values {
  const kept = Object.entries(values)
    .map(([key, value]) => [key, value?.trim()] as const)
    .filter(([, value]) => value);
  return Object.fromEntries(kept) as Values;
}
