import type { PlanStep } from '../../plan/Plan.ts';
import { type OpenFate, type Place, tokenOf } from '../Walk.ts';
import type { StoryRow } from './StoryRow.ts';

/** What an open row waits for. Containers are opened by their bodies, and are none of these. */
export function openFate(step: PlanStep, place: Place, row: StoryRow): OpenFate & { readonly visit: number } {
  const { attempt } = row;
  const until = row.waitUntil?.getTime();
  const timed = until === undefined ? {} : { until };
  switch (step.kind) {
    case 'wait':
      return named(place, { attempt, doing: 'wait', since: row.startedAt.getTime(), ...timed });
    case 'waitForEvent':
    case 'approval':
    case 'subflow':
      return named(place, { attempt, doing: 'await', since: row.startedAt.getTime(), ...timed });
    default:
      return effectFate(place, row);
  }
}

function effectFate(place: Place, row: StoryRow): OpenFate & { readonly visit: number } {
  const { attempt, state } = row;
  const until = row.waitUntil?.getTime();
  const { putOff, hold } = delaysOf(row);
  const delays = putOff === 0 ? {} : { delays: putOff };
  if (state === 'retrying' && until !== undefined) return named(place, { attempt, doing: 'retry', until, ...delays });
  if (state === 'waiting' && until !== undefined) return named(place, { attempt, doing: 'delay', until, ...delays });
  if (state === 'waiting' && hold !== undefined) return named(place, { attempt, doing: 'hold', hold, ...delays });
  // Asked once more, it is answered from its checkpoint, or decides anew.
  return named(place, { attempt, doing: 'execute', ...(state === 'running' && putOff > 0 ? delays : state === 'waiting' ? { delays: putOff + 1 } : delays) });
}

/** How often this try was put off before the present asking, read from the tokens under which it was decided about. */
function delaysOf({ attempt, decisions, state }: StoryRow): { putOff: number; hold?: NonNullable<OpenFate['hold']> } {
  const last = decisions.findLast(({ token }) => new RegExp(`@${attempt}(~\\d+)?$`).test(token));
  if (last === undefined) return { putOff: 0 };
  const asked = Number(/~(\d+)$/.exec(last.token)?.[1] ?? 0);
  const wasPutOff = last.outcome === 'delay' || last.outcome === 'hold';
  const hold = last.outcome === 'hold' && last.key !== undefined && last.reason !== undefined ? { hold: { key: last.key, reason: last.reason } } : {};
  return { putOff: state === 'running' && wasPutOff ? asked + 1 : asked, ...hold };
}

function named(place: Place, request: Omit<OpenFate, 'state' | 'token'>): OpenFate & { readonly visit: number } {
  return { state: 'open', token: tokenOf(place, request.attempt, request.delays), visit: place.visit, ...request };
}
