import { type Port, portsOf, type Step } from '@noi/flow';

/** Where a way out sits on the card's lower edge, in per cent: branches share the edge evenly, a lone error port keeps to the right. */
export function portOffset(step: Step, port: Port): number {
  const ports = portsOf(step);
  if (ports.length <= 2 && ports.includes('error')) return port === 'error' ? 86 : 50;
  return ((2 * ports.indexOf(port) + 1) / (2 * ports.length)) * 100;
}

/** How wide the label of a way out may be before it runs into the next one, in pixels; `undefined` where there is no next one. */
export function labelRoom(step: Step, width: number): number | undefined {
  const ways = portsOf(step).length;
  return ways > 2 || step.kind === 'switch' || step.kind === 'split' ? width / ways - 14 : undefined;
}

const colours: Readonly<Record<Port, string>> = {
  next: 'var(--noi-wire)',
  true: 'var(--noi-success)',
  false: 'var(--noi-held)',
  otherwise: 'var(--noi-held)',
  heldOut: 'var(--noi-held)',
  error: 'var(--noi-failure)',
  approved: 'var(--noi-success)',
  rejected: 'var(--noi-failure)',
  timeout: 'var(--noi-held)',
  exhausted: 'var(--noi-held)',
};

/** The colour of a way out and of its label; branches that the user named are logic. */
export function portColour(port: Port): string {
  return colours[port] ?? 'var(--noi-logic)';
}
