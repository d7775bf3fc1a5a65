import { assertNever } from '@noi/errors';
import type { EntryRules } from './EntryRules.ts';

const dayMs = 86_400_000;

/** How things stand for one event that asks to enter. */
export interface EntryStanding {
  /** An earlier event had the same dedupe key. */
  readonly isRepeat: boolean;
  /** When this person entered last, as epoch ms; `null` for never. */
  readonly lastEntryAt: number | null;
  /** This person's runs that have neither ended nor been asked to end. */
  readonly unfinished: number;
  /** Of the lane that the limit counts. A run that was asked to end counts until it has. */
  readonly lane: { readonly running: number; readonly queued: number };
}

/** Why an event starts no run: it repeats another, its person entered before, entered too lately, or has a run that is not over; or the flow came to listen to other events while it was gathered. */
export type EntryRefusal = 'repeat' | 'once' | 'too_soon' | 'busy' | 'changed';

export type EntryDecision =
  | { readonly enter: 'refused'; readonly reason: EntryRefusal }
  /** `endsFormer`: this person's unfinished runs end in favour of the new one. */
  | { readonly enter: 'start' | 'queue'; readonly endsFormer: boolean };

export interface EntryQuestion {
  readonly rules: EntryRules;
  readonly standing: EntryStanding;
  /** Epoch ms. */
  readonly now: number;
}

/**
 * Whether one event may start a run now, must wait for its turn, or is left out. N days are N times 24 hours, to the millisecond.
 *
 * A run that waits for its turn by the limit alone passes others only where those still wait for an earlier run of their own person.
 */
export function decideEntry({ rules, standing, now }: EntryQuestion): EntryDecision {
  const { entry, concurrency } = rules;
  if (standing.isRepeat) return refused('repeat');
  const policy = entry?.policy ?? 'always';
  const isBusy = standing.unfinished > 0;
  const isFull = concurrency !== undefined && standing.lane.running >= Math.max(1, concurrency.limit);
  const byLimit = isFull || (policy === 'always' && standing.lane.queued > 0) ? 'queue' : 'start';
  switch (policy) {
    case 'always':
      return { enter: byLimit, endsFormer: false };
    case 'once':
      return standing.lastEntryAt === null ? { enter: byLimit, endsFormer: false } : refused('once');
    case 'oncePerDays':
      return standing.lastEntryAt !== null && now - standing.lastEntryAt < (entry?.days ?? 1) * dayMs
        ? refused('too_soon')
        : { enter: byLimit, endsFormer: false };
    case 'drop':
      return isBusy ? refused('busy') : { enter: byLimit, endsFormer: false };
    case 'queue':
      return { enter: isBusy ? 'queue' : byLimit, endsFormer: false };
    case 'restart':
      return { enter: byLimit, endsFormer: isBusy };
    default:
      return assertNever(policy);
  }
}

function refused(reason: EntryRefusal): EntryDecision {
  return { enter: 'refused', reason };
}
