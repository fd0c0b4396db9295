import { useEffect, useRef } from "react";

/** For a form that takes the place of what it changes: the keyboard goes into it, and back to the button after it. */
export function useFormInPlace<Frame extends HTMLElement>(open: boolean) {
  const opener = useRef<HTMLButtonElement>(null);
  const frame = useRef<Frame>(null);
  const before = useRef(open);
  useEffect(() => {
    if (before.current === open) return;
    before.current = open;
    // What has the focus by now was given it on purpose.
    if (document.activeElement !== document.body) return;
    if (open) frame.current?.querySelector<HTMLElement>("input, select, textarea")?.focus();
    else opener.current?.focus();
  }, [open]);
  return { opener, frame };
}
