import type { Db, TakenBacktest } from '@noi/db';
import { type BacktestReport, createBacktest, eventTypesOf, type WorldOptions } from '@noi/flow';
import { createPacer } from './createPacer.ts';

export interface WalkPast {
  readonly db: Pick<Db, 'backtests'>;
  readonly taken: TakenBacktest;
  /** What nodes say of a message; see `nodeWords`. */
  readonly words: Pick<WorldOptions, 'recipientOf' | 'previewOf'>;
  readonly now: () => Date;
  readonly isStopped: () => boolean;
  /** Most events that are looked at. Default 50 000. */
  readonly mostEvents?: number;
  /** Most moves that are made, of both versions together: minutes of work. Default 10 000 000. */
  readonly mostMoves?: number;
  readonly pageSize?: number;
}

export interface WalkedPast {
  readonly report: BacktestReport;
  readonly liveReport: BacktestReport | null;
}

export const leaseMs = 60_000;
const tellEveryMs = 500;
/** Messages of other flows that caps may count; the longest cap that people set is a month. */
const mostSent = 50_000;
const capMs = 31 * 86_400_000;

/**
 * Walks a draft, and the live version beside it, through the recorded events. `null` when it is no longer wanted or the process stops. Where events or moves
 * are more than are looked at, it ends there and tells that it is cut.
 */
export async function walkPast({
  db,
  taken,
  words,
  now,
  isStopped,
  mostEvents = 50_000,
  mostMoves = 10_000_000,
  pageSize = 200,
}: WalkPast): Promise<WalkedPast | null> {
  const { workspaceId, flowId, fromAt: from, toAt: to, plan, livePlan, called } = taken;
  const world = { ...words, called: (id: string) => called[id], flowId, from: from.getTime(), to: to.getTime() };
  const draft = createBacktest({ ...world, plan });
  // A draft that says the same as what is live does the same.
  const live = livePlan === null || livePlan.hash === plan.hash ? null : createBacktest({ ...world, plan: livePlan });
  const both = live === null ? [draft] : [draft, live];

  const types = eventTypesOf([plan, ...(livePlan === null ? [] : [livePlan]), ...Object.values(called).map((flow) => flow.plan)]);
  const window = { workspaceId, types, from, to };
  const found = await db.backtests.countEvents({ ...window, most: mostEvents + 1 });
  let facts = { eventsTotal: Math.min(found, mostEvents), isCut: found > mostEvents };
  const sent = await db.backtests.sentByOthers({ workspaceId, flowId, from: new Date(from.getTime() - capMs), to, limit: mostSent });
  for (const message of sent) for (const one of both) one.noteSent(message);

  const pacer = createPacer();
  let eventsDone = 0;
  let movesLeft = mostMoves;
  let toldAt = Number.NEGATIVE_INFINITY;
  for (let after: string | undefined; eventsDone < facts.eventsTotal; ) {
    const limit = Math.min(pageSize, facts.eventsTotal - eventsDone);
    const page = await db.backtests.events({ ...window, limit, ...(after === undefined ? {} : { after }) });
    for (const event of page) {
      for (const one of both) if (!(await drive(one.hear(event)))) return null;
      if (movesLeft <= 0) break;
      eventsDone += 1;
    }
    if (movesLeft <= 0) break;
    after = page.at(-1)?.id;
    if (!(await goesOn())) return null;
    // Events may have been pruned since they were counted.
    if (page.length < limit) break;
  }
  for (const one of both) if (!(await drive(one.settle()))) return null;
  if (movesLeft <= 0) facts = { eventsTotal: eventsDone, isCut: true };
  // How far it came in the end is told for sure.
  toldAt = Number.NEGATIVE_INFINITY;
  if (!(await goesOn())) return null;
  const report = draft.report();
  return { report, liveReport: livePlan === null ? null : (live?.report() ?? report) };

  /** As far as moves are left. `false`: it goes on no more. */
  async function drive(pieces: Iterable<number>): Promise<boolean> {
    if (movesLeft <= 0) return true;
    for (const moves of pieces) {
      movesLeft -= moves;
      await pacer.pace();
      if (!(await goesOn())) return false;
      if (movesLeft <= 0) break;
    }
    return true;
  }

  /** Tells how far it is, now and then; so it hears, too, that it is no longer wanted. */
  async function goesOn(): Promise<boolean> {
    if (isStopped()) return false;
    const time = performance.now();
    if (time - toldAt < tellEveryMs) return true;
    toldAt = time;
    return await db.backtests.progress(taken, { ...facts, eventsDone, leaseUntil: new Date(now().getTime() + leaseMs) });
  }
}
