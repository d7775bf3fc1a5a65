import type { ApiOutputs } from './trpc.ts';

type Emitted<T> = T extends AsyncIterable<infer Change> ? Change : T;
/** One change of the workspace, told as it happens. */
export type LiveChange = Emitted<ApiOutputs['live']['changes']>;

const listeners = new Set<(change: LiveChange) => void>();

/** Hears every change while the page is open; returns the way to stop. */
export function onLiveChange(listener: (change: LiveChange) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function announceLiveChange(change: LiveChange) {
  for (const listener of listeners) listener(change);
}

const gapListeners = new Set<() => void>();

/** Hears that the line was down for a while and changes may have been missed; returns the way to stop. */
export function onLiveGap(listener: () => void): () => void {
  gapListeners.add(listener);
  return () => gapListeners.delete(listener);
}

export function announceLiveGap() {
  for (const listener of gapListeners) listener();
}
