import { type DueGathering, type EnteredRun, type EntryAsk, type EntryDesk, type GatheredEvent, newId, type RefusedEntry, type RunRow } from '@noi/db';
import { dayIn, decideEntry, type EntryRefusal, type EntryRules, entryKeys, type Gather } from '@noi/flow';
import { describeEvent } from './describeEvent.ts';
import { EntryBook } from './EntryBook.ts';
import { largestPayload } from './groupBounds.ts';
import type { Match } from './matchEvents.ts';
import { planGroups } from './planGroups.ts';

interface Asking {
  readonly match: Match;
  readonly rules: EntryRules;
  readonly ask: EntryAsk;
  /** Of a batch that is due. */
  readonly trigger: EnteredRun['trigger'];
}

/**
 * Lets events into the flows that say who may enter, in order of arrival: each becomes a run that starts, a run that waits for its turn, or a refusal
 * that is counted. It locks these flows until the end of the transaction, so nothing after it may lock anything else. Returns the runs that start.
 */
export async function admitMatches(desk: EntryDesk, matches: readonly Match[], now: Date): Promise<readonly RunRow[]> {
  const asking = matches.flatMap(({ event, subscription }) => {
    const { rules } = subscription;
    return rules === null ? [] : [asks({ event, subscription }, { rules, payload: { ...event.payload }, now })];
  });
  if (asking.length === 0) return [];
  await desk.lock(asking.map(({ ask }) => ask.flowId));
  const book = new EntryBook(await desk.facts(asking.map(({ ask }) => ask)));
  const gathered: GatheredEvent[] = [];
  const refusals: RefusedEntry[] = [];
  const entering = asking.filter((one) => {
    const { gather } = one.rules;
    if (gather === undefined) return true;
    // A burst is told from another by its last event, so only a list asks about each one.
    const { dedupe = null, gather: key = '', ...where } = one.ask;
    if (gather.type === 'batch' && !book.isNew(one.ask)) refusals.push(refusal(one, 'repeat', now));
    else gathered.push({ ...where, key, ...spanOf(gather), event: one.match.event, dedupe: gather.type === 'batch' ? dedupe : null });
    return false;
  });
  return await enter(desk, { entering, gathered, refusals, book, now });
}

/** Lets in what was gathered and is due, by the rules that are live now; the flows are locked. */
export async function admitGathered(desk: EntryDesk, due: readonly DueGathering[], now: Date): Promise<readonly RunRow[]> {
  const refusals: RefusedEntry[] = [];
  const entering = due.flatMap(({ type, event, subscription, last, payloads }) => {
    const rules = subscription.rules ?? { timezone: 'Asia/Ho_Chi_Minh' };
    const isBatch = type === 'batch';
    const trigger = isBatch ? { ...payloads[0], batch: { items: payloads, count: payloads.length } } : null;
    // The events of a list were asked about when they came.
    const { dedupeBy, ...others } = rules;
    const kept = isBatch || dedupeBy === undefined ? others : rules;
    const one = { ...asks({ event: last, subscription }, { rules: kept, payload: trigger ?? { ...last.payload }, now }), trigger };
    if (event === subscription.event) return [one];
    refusals.push(refusal(one, 'changed', now));
    return [];
  });
  const book = new EntryBook(await desk.facts(entering.map(({ ask }) => ask)));
  return await enter(desk, { entering, gathered: [], refusals, book, now });
}

interface Entrance {
  readonly entering: readonly Asking[];
  readonly gathered: readonly GatheredEvent[];
  readonly refusals: RefusedEntry[];
  readonly book: EntryBook;
  readonly now: Date;
}

async function enter(desk: EntryDesk, { entering, gathered, refusals, book, now }: Entrance): Promise<readonly RunRow[]> {
  const entered: (Asking & { readonly id: string; readonly enter: 'start' | 'queue' })[] = [];
  for (const one of entering) {
    const decision = decideEntry({ rules: one.rules, standing: book.standing(one.ask), now: now.getTime() });
    if (decision.enter === 'refused') {
      refusals.push(refusal(one, decision.reason, now));
      continue;
    }
    const id = newId();
    book.enter(one.ask, { runId: id, decision, now: now.getTime() });
    entered.push({ ...one, id, enter: decision.enter });
  }

  // A list may be as large as a start can carry, so it travels alone.
  const starting = entered.filter(({ id, enter, trigger }) => enter === 'start' && trigger === null && !book.overtaken.has(id));
  const hosts = new Map(planGroups(starting.map(({ match }) => match)).map(({ workflowId }, nr) => [starting[nr]?.id, workflowId]));
  return await desk.save({
    runs: entered.map((one) => enteredRun(one, { workflowId: hosts.get(one.id), isOvertaken: book.overtaken.has(one.id) })),
    marks: entered.flatMap(({ rules, ask }) => (ask.person !== undefined && letsInOnce(rules) ? [{ ...ask, person: ask.person }] : [])),
    refusals,
    gathered,
    ends: book.ends,
    at: now,
  });
}

function asks(match: Match, { rules, payload, now }: { rules: EntryRules; payload: Readonly<Record<string, unknown>>; now: Date }): Asking {
  const { workspaceId, flowId } = match.subscription;
  const keys = entryKeys({ rules, eventId: match.event.id, payload, now: now.getTime() });
  return { match, rules, ask: { workspaceId, flowId, ...keys }, trigger: null };
}

function refusal({ match, rules, ask: { workspaceId, flowId } }: Asking, reason: EntryRefusal, now: Date): RefusedEntry {
  const day = dayIn(rules.timezone, now.getTime());
  return { workspaceId, flowId, day, reason, eventId: match.event.id, subject: describeEvent(match.event).subject };
}

function spanOf(gather: Gather): Pick<GatheredEvent, 'type' | 'windowMs' | 'most' | 'mostBytes'> {
  return {
    type: gather.type,
    windowMs: gather.window.amount * unitMs[gather.window.unit],
    most: gather.type === 'batch' ? gather.most : 1,
    mostBytes: largestPayload,
  };
}

const unitMs = { seconds: 1_000, minutes: 60_000, hours: 3_600_000, days: 86_400_000, weeks: 604_800_000 } as const;

function letsInOnce({ entry }: EntryRules): boolean {
  return entry?.policy === 'once' || entry?.policy === 'oncePerDays';
}

/** A run that does not start now names a host that never is; it gets one when its turn comes. */
function enteredRun(
  { id, match, rules, ask, trigger, enter }: Asking & { readonly id: string; readonly enter: 'start' | 'queue' },
  { workflowId, isOvertaken }: { workflowId: string | undefined; isOvertaken: boolean },
): EnteredRun {
  const [run] = planGroups([match]);
  if (run === undefined) throw new Error('A match gives one run');
  return {
    ...run,
    id,
    workflowId: workflowId ?? (enter === 'start' ? `runs:${run.flowId}:${id}` : `queued:${id}`),
    dedupe: ask.dedupe ?? null,
    state: isOvertaken ? 'stopped' : enter === 'start' ? 'starting' : 'queued',
    person: letsInOnce(rules) ? null : (ask.person ?? null),
    lane: ask.lane ?? null,
    laneLimit: rules.concurrency?.limit ?? null,
    trigger,
  };
}
