import { type KeyboardEvent, useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import styles from "./search-select.module.css";
import { useImeEnter } from "./use-ime-enter";

/** What a chooser of something in particular lets its user say. */
export interface SearchSelectField<Row> {
  zone: string;
  id?: string;
  label?: string;
  placeholder?: string;
  /** The chosen one's id. */
  value: string | undefined;
  onPick: (row: Row | undefined) => void;
  /** Empties the field after each choice, for building a list. */
  forget?: boolean;
}

interface Props<Row> extends SearchSelectField<Row> {
  /** Which words of the shared texts it speaks. */
  words: "units" | "people";
  /** What stands in the field while nobody types. */
  shown: string;
  /** The typed words, and nothing while the list is closed. */
  typed: string | undefined;
  onType: (typed: string | undefined) => void;
  found: readonly Row[];
  search: { isPending: boolean; error: unknown };
  /** A row's name in the list, and what tells it from others of the same name. */
  option: (row: Row) => readonly [name: string, besides: string];
}

/** One of many: type a part of the name, move with the arrows, Enter takes. Who uses it does the searching. */
export function SearchSelect<Row extends { id: string }>(props: Props<Row>) {
  const { words, shown, typed, onType, found, search, option, onPick, forget } = props;
  const { t } = useTranslation();
  const [at, setAt] = useState(0);
  const list = useId();
  const box = useRef<HTMLDivElement>(null);
  const open = typed !== undefined;
  const type = (next: string | undefined) => {
    onType(next);
    setAt(0);
  };
  const take = (row: Row | undefined) => {
    if (!row) return;
    onPick(row);
    type(forget ? "" : undefined);
  };
  const enter = useImeEnter((event) => {
    if (!open) return;
    event.preventDefault();
    take(found[at]);
  });
  const move = (step: number) => {
    const next = (at + step + found.length) % found.length;
    setAt(next);
    box.current?.querySelectorAll("[role=option]")[next]?.scrollIntoView({ block: "nearest" });
  };
  const keys = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!open) type("");
      else if (found.length > 0) move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Escape" && open) {
      event.stopPropagation();
      event.preventDefault();
      type(undefined);
    } else enter.onKeyDown(event);
  };
  return (
    <div ref={box} className={styles.box}>
      <input
        id={props.id}
        role="combobox"
        aria-label={props.label}
        aria-expanded={open}
        aria-controls={list}
        aria-autocomplete="list"
        aria-activedescendant={found.length > 0 ? `${list}-${at}` : undefined}
        autoComplete="off"
        spellCheck={false}
        className={styles.input}
        maxLength={100}
        placeholder={props.placeholder ?? t(`${words}.search`)}
        value={typed ?? shown}
        onFocus={(event) => event.target.select()}
        onBlur={() => type(undefined)}
        onClick={() => open || type("")}
        onChange={(event) => type(event.target.value)}
        onCompositionEnd={enter.onCompositionEnd}
        onKeyDown={keys}
      />
      {props.value !== undefined && !open && (
        <button
          type="button"
          className={styles.clear}
          aria-label={t(`${words}.clear`)}
          onClick={() => onPick(undefined)}
        >
          ×
        </button>
      )}
      <div
        role="listbox"
        id={list}
        aria-label={t(`${words}.found`)}
        hidden={!open}
        className={styles.list}
      >
        {found.map((row, index) => {
          const [name, besides] = option(row);
          return (
            // biome-ignore lint/a11y/useFocusableInteractive lint/a11y/useKeyWithClickEvents: the focus stays in the combobox, which names the option.
            <div
              key={row.id}
              role="option"
              id={`${list}-${index}`}
              aria-selected={index === at}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => take(row)}
            >
              {name}
              {besides && <small>{besides}</small>}
            </div>
          );
        })}
      </div>
      {open && found.length === 0 && (
        <p className={styles.nothing} role="status">
          {t(search.isPending ? "waiting" : search.error ? `${words}.failed` : `${words}.nothing`)}
        </p>
      )}
    </div>
  );
}
