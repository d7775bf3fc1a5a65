import type { StepRecord } from '@noi/flow';
import type { Trial } from './travel/travelFacts.ts';

/** One line of the story: a step with its last state, when it began, and the messages that it sent. */
export interface TrialLine {
  readonly key: string;
  readonly record: StepRecord;
  readonly startedAt: number;
  readonly endedAt: number;
  readonly messages: Trial['messages'];
  /** Times at which its message was put off, with the reason. */
  readonly delays: readonly StepRecord[];
}

/** The records of a simulation, one line per visited step, in the order in which they began. */
export function trialLines({ records, messages }: Pick<Trial, 'records' | 'messages'>): readonly TrialLine[] {
  const lines = new Map<string, TrialLine>();
  const sent = new Map<string, Trial['messages'][number][]>();
  for (const message of messages) sent.set(nameOf(message), [...(sent.get(nameOf(message)) ?? []), message]);
  for (const record of records) {
    const key = nameOf(record);
    const own = sent.get(key) ?? [];
    const known = lines.get(key);
    const delays = [...(known?.delays ?? []), ...(record.state === 'waiting' && record.reason ? [record] : [])];
    lines.set(key, { key, record, startedAt: known?.startedAt ?? record.at, endedAt: record.at, messages: own, delays });
  }
  return [...lines.values()];
}

function nameOf({ scope, stepId, visit }: Pick<StepRecord, 'scope' | 'stepId' | 'visit'>): string {
  return `${scope}/${stepId}#${visit}`;
}

/** How long after the start, in the largest fitting unit. */
export function sinceStart(ms: number): { unit: 'now' | 'minutes' | 'hours' | 'days'; count: number } {
  const minutes = Math.round(ms / 60_000);
  if (minutes < 1) return { unit: 'now', count: 0 };
  if (minutes < 120) return { unit: 'minutes', count: minutes };
  const hours = Math.round(minutes / 60);
  // Exact hours say more than days while they are few: a wait of 72 hours is meant to be 72.
  return hours <= 96 && hours % 24 !== 0 ? { unit: 'hours', count: hours } : { unit: 'days', count: Math.round((hours / 24) * 10) / 10 };
}
