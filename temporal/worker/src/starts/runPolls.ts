import type { Catalog } from '@noi/catalog';
import type { Rates } from '@noi/connections';
import type { Db, PollLease } from '@noi/db';
import { faultOf } from '@noi/events';
import { type Logger, NodeError, type ParsedEvent, type PollPage } from '@noi/node-sdk';
import { describeError } from '@noi/telemetry';
import type { ActivityDeps, CallContext } from '@noi/temporal-activities';

export interface PollsOptions {
  readonly db: Pick<Db, 'polls' | 'connections' | 'doors'>;
  readonly catalog: Pick<Catalog, 'pollOf' | 'packageOf'>;
  readonly connections: ActivityDeps['connections'];
  readonly rates: Rates;
  readonly logger: Logger;
  readonly now: () => Date;
}

/** A page that takes longer than this may be fetched again by another worker, which harms nothing. */
const leaseMs = 2 * 60_000;
const atOnce = 8;
const longestPauseMs = 60 * 60_000;
const longestAskedPauseMs = 24 * 60 * 60_000;
const turnLastsMs = 5_000;
const pauseWithoutWordMs = 1_000;

/** One round of polling: a page of every poll that is due. */
export async function runPolls(options: PollsOptions): Promise<'again' | Date | null> {
  const { db, now } = options;
  const leases = await db.polls.take({ now: now(), until: new Date(now().getTime() + leaseMs), limit: atOnce });
  await Promise.all(leases.map((lease) => pollOnce(lease, options)));
  return leases.length > 0 ? 'again' : await db.polls.nextAt();
}

async function pollOnce(lease: PollLease, options: PollsOptions): Promise<void> {
  const { db, catalog, connections, rates, logger, now } = options;
  const { workspaceId, connectionId, pollId } = lease;
  const poll = catalog.pollOf(pollId);
  const everyMs = (poll?.everySeconds ?? 3_600) * 1_000;
  let account: CallContext | null = null;
  try {
    const source = catalog.packageOf(pollId);
    if (!poll || !source) throw new NodeError('bug', { vi: 'Cách lấy dữ liệu này không còn nữa.', en: 'This way of fetching is gone.' });
    const rateClass = poll.rateClass ?? source.id;
    const key = { workspaceId, account: connectionId, rateClass };
    const turn = await rates.take({ ...key, limit: source.rates?.[rateClass], hasTurn: comesForTurn(lease, now()) });
    if (turn.at > now().getTime()) return await db.polls.putOff(lease, new Date(Math.ceil(turn.at)));
    account = await connections.context({ workspaceId, connectionId });
    const row = await db.connections.get({ workspaceId, id: connectionId });
    const { http, client } = account;
    const asked = poll.poll({ http, client, values: row?.settings ?? {}, cursor: lease.cursor, now: now(), logger });
    const { cursor, events, hasMore = false } = await toldOf(asked, (end) => rates.ended({ ...key, ...end, wasProbe: turn.isProbe }), options);
    const at = now();
    // One event that cannot be stored must not keep the page, and all pages after it, from being taken.
    const fit = events.filter((event) => faultOf(event) === null);
    const page = { cursor, at, nextAt: hasMore ? at : new Date(at.getTime() + everyMs), events: fit.map((event) => ({ source: source.id, event })) };
    if (await db.polls.settle(lease, page)) await reject(lease, events, options);
    else logger.warn({ connectionId, pollId }, 'a poll outlived its lease; its page is left to the next poller');
  } catch (error) {
    const isUnauthorized = error instanceof NodeError && error.kind === 'unauthorized';
    const problem = error instanceof NodeError ? error.text : unknownProblem;
    logger.warn({ connectionId, pollId, failures: lease.failures + 1, err: describeError(error) }, 'a poll failed');
    // Only what the poll was made with is refused: an account that was connected again meanwhile is asked with its new values the next time.
    const isRenewed = isUnauthorized && (await account?.lose(problem)) === 'renewed';
    const growingMs = Math.min(everyMs * 2 ** Math.min(lease.failures, 10), Math.max(longestPauseMs, everyMs));
    const askedForMs = error instanceof NodeError ? (error.options.retryAfterMs ?? 0) : 0;
    const pauseMs = isRenewed ? everyMs : Math.max(growingMs, Math.min(askedForMs, longestAskedPauseMs));
    await db.polls.fail(lease, { problem, nextAt: new Date(now().getTime() + pauseMs) });
  }
}

/** Whether the poll comes to use the turn that it was given; another one is given to whoever is late. */
function comesForTurn({ turnAt }: PollLease, now: Date): boolean {
  const lateMs = turnAt === null ? Number.POSITIVE_INFINITY : now.getTime() - turnAt.getTime();
  return lateMs >= 0 && lateMs <= turnLastsMs;
}

type End = Pick<Parameters<Rates['ended']>[0], 'end' | 'pauseMs'>;

/** What a poll brings, when it was noted for all callers of the account how the call ended. What was fetched is not lost by our not being able to note it. */
async function toldOf(asked: Promise<PollPage>, tell: (end: End) => Promise<void>, { logger }: PollsOptions): Promise<PollPage> {
  const note = (end: End) => tell(end).catch((error) => logger.warn({ err: describeError(error) }, 'the end of a call could not be noted'));
  try {
    const page = await asked;
    await note({ end: 'answered' });
    return page;
  } catch (error) {
    const { kind, options } = error instanceof NodeError ? error : { kind: 'bug', options: undefined };
    const isAway = kind === 'unavailable' || kind === 'timeout';
    await note({ end: isAway ? 'away' : 'answered', ...(kind === 'rate_limited' && { pauseMs: options?.retryAfterMs ?? pauseWithoutWordMs }) });
    throw error;
  }
}

/** Counts what was not stored where the shop sees what a door turned away. Losing a count must not fail the poll. */
async function reject({ workspaceId, connectionId, pollId }: PollLease, events: readonly ParsedEvent[], { db, logger, now }: PollsOptions): Promise<void> {
  for (const event of events) {
    const fault = faultOf(event);
    if (fault === null) continue;
    logger.warn({ workspaceId, connectionId, pollId, code: fault.code }, 'a fetched event was turned away');
    await db.doors
      .reject({ workspaceId, connectionId, ...fault, at: now() })
      .catch((error) => logger.warn({ connectionId, pollId, err: describeError(error) }, 'a rejection was not counted'));
  }
}

const unknownProblem = { vi: 'Không lấy được dữ liệu mới. Hệ thống sẽ tự thử lại.', en: 'New data could not be fetched. It will be tried again.' };
