import { type CompositionEvent, type KeyboardEvent, useRef } from "react";

/**
 * Handlers for a form or field in which Enter acts, but never the Enter that ends an input method's composition.
 * Without `act`, Enter keeps what the browser does with it, which in a form is to submit.
 * Safari sends that Enter after `compositionend`, so the moment of the end counts as composing too.
 */
export function useImeEnter(act?: (event: KeyboardEvent<HTMLElement>) => void) {
  const endedAt = useRef(Number.NEGATIVE_INFINITY);
  return {
    onCompositionEnd: (event: CompositionEvent<HTMLElement>) => {
      endedAt.current = event.timeStamp;
    },
    onKeyDown: (event: KeyboardEvent<HTMLElement>) => {
      if (event.key !== "Enter" || event.defaultPrevented) return;
      const { isComposing, keyCode, timeStamp } = event.nativeEvent;
      // 229 is what Chrome and the older 360 and QQ kernels report while an input method is open.
      const composing = isComposing || keyCode === 229 || timeStamp - endedAt.current < 30;
      if (composing) event.preventDefault();
      else act?.(event);
    },
  };
}
