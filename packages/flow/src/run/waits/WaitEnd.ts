import type { Text } from '@noi/events';

/** When a wait ends (epoch ms), or what keeps it from being reckoned. */
export type WaitEnd = { readonly ok: true; readonly until: number } | { readonly ok: false; readonly text: Text };

export function wrong(text: Text): WaitEnd & { readonly ok: false } {
  return { ok: false, text };
}
