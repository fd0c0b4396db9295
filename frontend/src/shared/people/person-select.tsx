import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { type KeyboardEvent, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, api } from "../api/client";
import { isProblem } from "../api/problem";
import type { components } from "../api/schema.gen";
import { useImeEnter } from "../form/use-ime-enter";
import styles from "../units/unit-select.module.css";

type Person = components["schemas"]["Person"];

const MOST_SHOWN = 20;

interface Props {
  zone: string;
  id?: string;
  label?: string;
  /** The chosen person's account id. */
  value: string | undefined;
  onPick: (person: Person | undefined) => void;
}

/** One of the zone's people: the server searches names and logins, so that no zone is too large. */
export function PersonSelect({ zone, id, label, value, onPick }: Props) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState<string>();
  const [at, setAt] = useState(0);
  const list = useId();
  const open = typed !== undefined;
  const wanted = typed?.trim() ?? "";
  const search = useQuery({
    queryKey: ["people", zone, "search", wanted],
    queryFn: ({ signal }) =>
      answer(
        api.GET("/api/v1/zones/{zone}/people", {
          params: { path: { zone }, query: { limit: MOST_SHOWN, ...(wanted && { q: wanted }) } },
          signal,
        }),
      ),
    enabled: open,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
  const chosen = useQuery({
    queryKey: ["person", zone, value],
    queryFn: ({ signal }) =>
      answer(
        api.GET("/api/v1/zones/{zone}/people/{account}", {
          params: { path: { zone, account: value ?? "" } },
          signal,
        }),
      ),
    enabled: value !== undefined,
    // Somebody who is not of this zone any more is shown by id.
    retry: (count, error) => !isProblem(error) && count < 2,
    staleTime: 60_000,
  });
  const found = open ? (search.data?.items ?? []) : [];
  const shown = value === undefined ? "" : (chosen.data?.name ?? value);
  const close = () => {
    setTyped(undefined);
    setAt(0);
  };
  const take = (person: Person | undefined) => {
    if (!person) return;
    onPick(person);
    close();
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
      else if (found.length > 0) setAt((at + step + found.length) % found.length);
    } else if (event.key === "Escape" && open) {
      event.stopPropagation();
      event.preventDefault();
      close();
    } else enter.onKeyDown(event);
  };
  return (
    <div className={styles.box}>
      <input
        {...(id && { id })}
        role="combobox"
        aria-label={label}
        aria-expanded={open}
        aria-controls={list}
        aria-autocomplete="list"
        aria-activedescendant={found.length > 0 ? `${list}-${at}` : undefined}
        autoComplete="off"
        spellCheck={false}
        className={styles.input}
        maxLength={100}
        placeholder={t("people.search")}
        value={typed ?? shown}
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
          aria-label={t("people.clear")}
          onClick={() => onPick(undefined)}
        >
          ×
        </button>
      )}
      <div
        role="listbox"
        id={list}
        aria-label={t("people.found")}
        hidden={!open}
        className={styles.list}
      >
        {found.map((person, index) => (
          // biome-ignore lint/a11y/useFocusableInteractive lint/a11y/useKeyWithClickEvents: the focus stays in the combobox, which names the option.
          <div
            key={person.id}
            role="option"
            id={`${list}-${index}`}
            aria-selected={index === at}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => take(person)}
          >
            {person.name}
            <small>{person.login}</small>
          </div>
        ))}
      </div>
      {open && found.length === 0 && (
        <p className={styles.nothing} role="status">
          {t(search.isPending ? "waiting" : search.error ? "people.failed" : "people.nothing")}
        </p>
      )}
    </div>
  );
}
