import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';

/** Longer than between two keys of somebody who types, shorter than a look up at the canvas. */
const pauseMs = 250;

/**
 * Tells the document of what is typed when the fingers rest, so that a key costs no more than its own field. `now` tells at once: when the field is
 * left, before any shortcut, and before the page goes.
 */
export function useLate<T>(write: (value: T) => void) {
  const latest = useRef(write);
  const waiting = useRef<{ value: T } | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useLayoutEffect(() => {
    latest.current = write;
  });

  const now = useCallback(() => {
    clearTimeout(timer.current);
    const held = waiting.current;
    waiting.current = null;
    if (held) latest.current(held.value);
  }, []);

  const later = useCallback(
    (value: T) => {
      waiting.current = { value };
      clearTimeout(timer.current);
      timer.current = setTimeout(now, pauseMs);
    },
    [now],
  );

  useEffect(() => {
    const beforeShortcut = ({ ctrlKey, metaKey }: KeyboardEvent) => (ctrlKey || metaKey) && now();
    window.addEventListener('keydown', beforeShortcut, true);
    window.addEventListener('pagehide', now);
    return () => {
      window.removeEventListener('keydown', beforeShortcut, true);
      window.removeEventListener('pagehide', now);
      now();
    };
  }, [now]);

  return { later, now };
}

/** A typed value that is shown at once and told late. Spread `onBlur` on the control. */
export function useTyped<T>(value: T, write: (value: T) => void) {
  const [typed, setTyped] = useState<{ value: T } | null>(null);
  const { later, now } = useLate((next: T) => {
    write(next);
    setTyped(null);
  });
  return {
    value: typed ? typed.value : value,
    onChange(next: T) {
      setTyped({ value: next });
      later(next);
    },
    onBlur: now,
  };
}
