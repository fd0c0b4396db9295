import { useQuery } from "@tanstack/react-query";
import { useEffect, useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useImeEnter } from "@/shared/form/use-ime-enter";
import { directoryQuery, type Unit } from "@/shared/units/directory";
import { matchingUnits } from "./unit-search";
import styles from "./units.module.css";

interface Props {
  zone: string;
  label: string;
  /** What is searched for at first. */
  text?: string;
  onPick: (unit: Unit) => void;
  /** Takes the typed words themselves where a name outside of the directory is allowed. */
  onWords?: (words: string) => void;
}

/** Searches the unit directory: type, move with the arrows, Enter takes. */
export function UnitPicker({ zone, label, text = "", onPick, onWords }: Props) {
  const { t } = useTranslation("plans");
  const directory = useQuery(directoryQuery(zone));
  const [typed, setTyped] = useState(text);
  const [at, setAt] = useState(0);
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const ready = directory.data !== undefined;
  // A panel that opens near the end of the list must not hang below it.
  useEffect(() => {
    if (ready) box.current?.scrollIntoView({ block: "nearest" });
  }, [ready]);
  const found = matchingUnits(directory.data ?? [], typed);
  const words = typed.trim();
  const known = found.some(({ name }) => name === words);
  const extra = onWords !== undefined && words !== "" && !known && !directory.isPending;
  const count = found.length + (extra ? 1 : 0);
  const take = (index: number) => {
    const unit = found[index];
    if (unit) onPick(unit);
    else if (extra && index === found.length) onWords(words);
  };
  const enter = useImeEnter((event) => {
    event.preventDefault();
    take(at);
  });
  const move = (step: number) => setAt(count === 0 ? 0 : (at + step + count) % count);
  return (
    <div ref={box} className={styles.picker}>
      <input
        data-first
        role="combobox"
        aria-label={label}
        aria-expanded="true"
        aria-controls={id}
        aria-activedescendant={count > 0 ? `${id}-${at}` : undefined}
        aria-autocomplete="list"
        autoComplete="off"
        spellCheck={false}
        placeholder={t("picker.placeholder")}
        maxLength={120}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setAt(0);
        }}
        {...enter}
        onKeyDown={(event) => {
          if (event.key === "ArrowDown" || event.key === "ArrowUp") {
            event.preventDefault();
            move(event.key === "ArrowDown" ? 1 : -1);
          } else enter.onKeyDown(event);
        }}
      />
      <div role="listbox" id={id} aria-label={label} className={styles.options}>
        {found.map((unit, index) => (
          <Option key={unit.id} id={`${id}-${index}`} at={index === at} onTake={() => take(index)}>
            {unit.name}
            {unit.aliases.length > 0 && <small>{unit.aliases.join("、")}</small>}
          </Option>
        ))}
        {extra && (
          <Option
            id={`${id}-${found.length}`}
            at={at === found.length}
            onTake={() => take(found.length)}
          >
            {t("picker.asWritten", { words })}
          </Option>
        )}
      </div>
      {directory.isPending && <p>{t("picker.reading")}</p>}
      {directory.data && count === 0 && <p>{t("picker.nothing")}</p>}
      {directory.error && <p role="alert">{t("picker.failed")}</p>}
    </div>
  );
}

interface OptionProps {
  id: string;
  at: boolean;
  onTake: () => void;
  children: React.ReactNode;
}

function Option({ id, at, onTake, children }: OptionProps) {
  return (
    // biome-ignore lint/a11y/useFocusableInteractive lint/a11y/useKeyWithClickEvents: the focus stays in the combobox, which names the option.
    <div
      role="option"
      id={id}
      aria-selected={at}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onTake}
    >
      {children}
    </div>
  );
}
