import { useQuery } from "@tanstack/react-query";
import { type KeyboardEvent, useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useImeEnter } from "../form/use-ime-enter";
import { directoryQuery, type Unit, unitsLike } from "./directory";
import styles from "./unit-select.module.css";

const MOST_SHOWN = 80;

interface Props {
  zone: string;
  id?: string;
  label?: string;
  placeholder?: string;
  /** The chosen unit's id. */
  value: string | undefined;
  onPick: (unit: Unit | undefined) => void;
  /** Only these units are offered. */
  among?: readonly string[];
  /** Empties the field after each choice, for building a list. */
  forget?: boolean;
}

/** A unit from the directory: type a part of its name or alias, move with the arrows, Enter takes. */
export function UnitSelect(props: Props) {
  const { zone, id, label, placeholder, value, onPick, among, forget } = props;
  const { t } = useTranslation();
  const directory = useQuery(directoryQuery(zone));
  const offered = (directory.data ?? []).filter((unit) => !among || among.includes(unit.id));
  const chosen = directory.data?.find((unit) => unit.id === value);
  const [typed, setTyped] = useState<string>();
  const [at, setAt] = useState(0);
  const list = useId();
  const box = useRef<HTMLDivElement>(null);
  const open = typed !== undefined;
  const found = open ? unitsLike(offered, typed).slice(0, MOST_SHOWN) : [];
  const close = () => {
    setTyped(undefined);
    setAt(0);
  };
  const take = (unit: Unit | undefined) => {
    if (!unit) return;
    onPick(unit);
    if (forget) setTyped("");
    else close();
  };
  const enter = useImeEnter((event) => {
    if (!open) return;
    event.preventDefault();
    take(found[at]);
  });
  const keys = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      if (!open) setTyped("");
      else if (found.length > 0) move((at + step + found.length) % found.length);
    } else if (event.key === "Escape" && open) {
      event.stopPropagation();
      event.preventDefault();
      close();
    } else enter.onKeyDown(event);
  };
  const move = (next: number) => {
    setAt(next);
    box.current?.querySelectorAll("[role=option]")[next]?.scrollIntoView({ block: "nearest" });
  };
  return (
    <div ref={box} className={styles.box}>
      <input
        id={id}
        role="combobox"
        aria-label={label}
        aria-expanded={open}
        aria-controls={list}
        aria-autocomplete="list"
        aria-activedescendant={found.length > 0 ? `${list}-${at}` : undefined}
        autoComplete="off"
        spellCheck={false}
        className={styles.input}
        maxLength={120}
        placeholder={placeholder ?? t("units.search")}
        value={typed ?? chosen?.name ?? ""}
        onFocus={(event) => event.target.select()}
        onBlur={close}
        onClick={() => open || setTyped("")}
        onChange={(event) => {
          setTyped(event.target.value);
          setAt(0);
        }}
        onCompositionEnd={enter.onCompositionEnd}
        onKeyDown={keys}
      />
      {value !== undefined && !open && (
        <button
          type="button"
          className={styles.clear}
          aria-label={t("units.clear")}
          onClick={() => onPick(undefined)}
        >
          ×
        </button>
      )}
      <div
        role="listbox"
        id={list}
        aria-label={t("units.found")}
        hidden={!open}
        className={styles.list}
      >
        {found.map((unit, index) => (
          // biome-ignore lint/a11y/useFocusableInteractive lint/a11y/useKeyWithClickEvents: the focus stays in the combobox, which names the option.
          <div
            key={unit.id}
            role="option"
            id={`${list}-${index}`}
            aria-selected={index === at}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => take(unit)}
          >
            {unit.name}
            {unit.aliases.length > 0 && <small>{unit.aliases.join("、")}</small>}
          </div>
        ))}
      </div>
      {open && found.length === 0 && (
        <p className={styles.nothing} role="status">
          {t(directory.isPending ? "waiting" : directory.error ? "units.failed" : "units.nothing")}
        </p>
      )}
    </div>
  );
}
