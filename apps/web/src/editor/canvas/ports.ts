import type { Port } from '@noi/flow';

/** Where a way out sits on the card's lower edge, in per cent. */
export function portOffset(port: Port): number {
  return { next: 50, true: 25, false: 75, error: 86 }[port] ?? 50;
}

/** The colour of a way out. */
export function portColour(port: Port): string {
  return { true: 'var(--noi-success)', false: 'var(--noi-held)', error: 'var(--noi-failure)' }[port] ?? 'var(--noi-wire)';
}

export type KnownPort = 'next' | 'true' | 'false' | 'error';

/** The words of a way out are keys of `editor.port`. */
export function isKnownPort(port: Port): port is KnownPort {
  return port === 'next' || port === 'true' || port === 'false' || port === 'error';
}
