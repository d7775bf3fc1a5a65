import { type EnteredRun, type EntryAsk, type EntryDesk, newId, type RunRow } from '@noi/db';
import { dayIn, decideEntry, type EntryRefusal, type EntryRules, entryKeys } from '@noi/flow';
import { describeEvent } from './describeEvent.ts';
import { EntryBook } from './EntryBook.ts';
import type { Match } from './matchEvents.ts';
import { planGroups } from './planGroups.ts';

interface Asking {
  readonly match: Match;
  readonly rules: EntryRules;
  readonly ask: EntryAsk;
}

/**
 * Lets events into the flows that say who may enter, in order of arrival: each becomes a run that starts, a run that waits for its turn, or a refusal
 * that is counted. It locks these flows until the end of the transaction, so nothing after it may lock anything else. Returns the runs that start.
 */
export async function admitMatches(desk: EntryDesk, matches: readonly Match[], now: Date): Promise<readonly RunRow[]> {
  const asking = matches.flatMap((match) => asks(match, now));
  if (asking.length === 0) return [];
  await desk.lock(asking.map(({ ask }) => ask.flowId));
  const book = new EntryBook(await desk.facts(asking.map(({ ask }) => ask)));

  const entered: (Asking & { readonly id: string; readonly enter: 'start' | 'queue' })[] = [];
  const refused: (Asking & { readonly reason: EntryRefusal })[] = [];
  for (const one of asking) {
    const decision = decideEntry({ rules: one.rules, standing: book.standing(one.ask), now: now.getTime() });
    if (decision.enter === 'refused') {
      refused.push({ ...one, reason: decision.reason });
      continue;
    }
    const id = newId();
    book.enter(one.ask, { runId: id, decision, now: now.getTime() });
    entered.push({ ...one, id, enter: decision.enter });
  }

  const starting = entered.filter(({ id, enter }) => enter === 'start' && !book.overtaken.has(id));
  const hosts = new Map(planGroups(starting.map(({ match }) => match)).map(({ workflowId }, nr) => [starting[nr]?.id, workflowId]));
  return await desk.save({
    runs: entered.map((one) => enteredRun(one, { workflowId: hosts.get(one.id), isOvertaken: book.overtaken.has(one.id) })),
    marks: entered.flatMap(({ rules, ask }) => (ask.person !== undefined && letsInOnce(rules) ? [{ ...ask, person: ask.person }] : [])),
    refusals: refused.map(({ match, rules, ask, reason }) => ({
      ...{ workspaceId: ask.workspaceId, flowId: ask.flowId, reason, eventId: match.event.id },
      day: dayIn(rules.timezone, now.getTime()),
      subject: describeEvent(match.event).subject,
    })),
    ends: book.ends,
    at: now,
  });
}

function asks(match: Match, now: Date): Asking[] {
  const { event, subscription } = match;
  const { rules, workspaceId, flowId } = subscription;
  if (rules === null) return [];
  const keys = entryKeys({ rules, eventId: event.id, payload: { ...event.payload }, now: now.getTime() });
  return [{ match, rules, ask: { workspaceId, flowId, ...keys } }];
}

function letsInOnce({ entry }: EntryRules): boolean {
  return entry?.policy === 'once' || entry?.policy === 'oncePerDays';
}

/** A run that does not start now names a host that never is; it gets one when its turn comes. */
function enteredRun(
  { id, match, rules, ask, enter }: Asking & { readonly id: string; readonly enter: 'start' | 'queue' },
  { workflowId, isOvertaken }: { workflowId: string | undefined; isOvertaken: boolean },
): EnteredRun {
  const [run] = planGroups([match]);
  if (run === undefined) throw new Error('A match gives one run');
  return {
    ...run,
    id,
    workflowId: workflowId ?? `queued:${id}`,
    dedupe: ask.dedupe ?? null,
    state: isOvertaken ? 'stopped' : enter === 'start' ? 'starting' : 'queued',
    person: letsInOnce(rules) ? null : (ask.person ?? null),
    lane: ask.lane ?? null,
    laneLimit: rules.concurrency?.limit ?? null,
  };
}
