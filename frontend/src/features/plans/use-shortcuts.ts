import { useEffect, useRef } from "react";

export const SHORTCUTS = [
  "next",
  "previous",
  "down",
  "up",
  "confirm",
  "drop",
  "edit",
  "undo",
  "redo",
  "split",
  "mark",
  "add",
  "help",
] as const;
export type Shortcut = (typeof SHORTCUTS)[number];

const KEYS: Record<string, Shortcut> = {
  j: "next",
  k: "previous",
  ArrowDown: "down",
  ArrowUp: "up",
  Enter: "confirm",
  x: "drop",
  e: "edit",
  u: "undo",
  r: "redo",
  s: "split",
  m: "mark",
  a: "add",
  "?": "help",
  "？": "help",
};

const TYPING = "input, textarea, select, [contenteditable], [role=menu], [role=listbox], dialog";
/** On these Enter already means something; the row that is selected is told apart by `data-row`. */
const PRESSABLE = "button:not([data-row]), a[href], summary";

/** The shortcut a key press means, or undefined while something else is listening to it. */
export function shortcutOf(event: KeyboardEvent): Shortcut | undefined {
  const { key, isComposing, keyCode, ctrlKey, metaKey, altKey, target } = event;
  // 229 is what older kernels report while an input method is open.
  if (event.defaultPrevented || isComposing || keyCode === 229 || ctrlKey || metaKey || altKey)
    return undefined;
  const place = target instanceof Element ? target : undefined;
  if (place?.closest(TYPING) || document.querySelector("dialog[open]")) return undefined;
  const shortcut = KEYS[key.length === 1 ? key.toLowerCase() : key];
  if (shortcut === "confirm" && place?.closest(PRESSABLE)) return undefined;
  return shortcut;
}

/** Listens on the whole page; keys without an act here are left to others. */
export function useShortcuts(acts: Partial<Record<Shortcut, () => void>>): void {
  const newest = useRef(acts);
  useEffect(() => {
    newest.current = acts;
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const shortcut = shortcutOf(event);
      const act = shortcut && newest.current[shortcut];
      if (!act) return;
      event.preventDefault();
      act();
    };
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, []);
}
