import { type Port, portsOf, type Step } from '@noi/flow';
import { cardWidthOf } from '../edits/placement.ts';

/** Where a way out sits on the card's lower edge, in per cent: branches share the edge evenly, the error port keeps to the right. */
export function portOffset(step: Step, port: Port): number {
  if (port === 'error') return 86;
  const ways = portsOf(step).filter((one) => one !== 'error');
  return ((2 * ways.indexOf(port) + 1) / (2 * ways.length)) * 100;
}

/** How wide the label of a way out may be before it runs into the next one, in pixels; `undefined` where there is no next one. */
export function labelRoom(step: Step): number | undefined {
  const ways = portsOf(step).length;
  return step.kind === 'switch' || step.kind === 'split' ? cardWidthOf(step) / ways - 14 : undefined;
}

const colours: Readonly<Record<Port, string>> = {
  next: 'var(--noi-wire)',
  true: 'var(--noi-success)',
  false: 'var(--noi-held)',
  otherwise: 'var(--noi-held)',
  heldOut: 'var(--noi-held)',
  error: 'var(--noi-failure)',
};

/** The colour of a way out and of its label; branches that the user named are logic. */
export function portColour(port: Port): string {
  return colours[port] ?? 'var(--noi-logic)';
}
