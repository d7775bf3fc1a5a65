/** Even a page that is never idle starts it by then. */
const latestMs = 3_000;
/** Browsers that cannot tell when they are idle have drawn a page by then. */
const drawnMs = 200;

/**
 * Starts something that nobody waits for, once what is on the screen is drawn and the page has time. `start` may return the way to stop it.
 * Returns the way to stop it, whether it has started or not: `useEffect(() => whenIdle(start), [start])`.
 */
export function whenIdle(start: () => (() => void) | undefined): () => void {
  let stop: (() => void) | undefined;
  const begin = () => {
    stop = start();
  };
  const cancel = ask(begin);
  return () => {
    cancel();
    stop?.();
  };
}

function ask(begin: () => void): () => void {
  if (typeof requestIdleCallback === 'function') {
    const asked = requestIdleCallback(begin, { timeout: latestMs });
    return () => cancelIdleCallback(asked);
  }
  const timer = setTimeout(begin, drawnMs);
  return () => clearTimeout(timer);
}
