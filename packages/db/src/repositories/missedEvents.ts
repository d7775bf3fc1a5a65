import type { BusinessEvent } from '@noi/events';
import type { HeardWait, OpenWait, WaitRepository } from '../Db.ts';
import { smallestIdAt } from '../partitions/monthBounds.ts';
import type { Queryable } from '../store/Store.ts';
import { concernsOf } from './concerns.ts';
import { type EventColumns, toBusinessEvent } from './events.ts';

/** Ids are made a little before their rows are stored. */
const idsAheadMs = 60_000;
const pageSize = 1_000;

/**
 * Events received since each wait's `since` that concern it, in order of arrival. The event that started a run never counts for it. Rows are
 * found by type and time, page by page, and compared by the same keys as the dispatcher's.
 */
export async function findMissed(
  client: Queryable,
  { workspaceId, waits, isUndispatchedOnly = false }: Parameters<WaitRepository['missed']>[0],
): Promise<HeardWait[]> {
  const byType = new Map<string, OpenWait[]>();
  for (const wait of waits) {
    if (wait.awaited.kind !== 'event') continue;
    const known = byType.get(wait.awaited.event);
    if (known) known.push(wait);
    else byType.set(wait.awaited.event, [wait]);
  }
  const heard: HeardWait[] = [];
  for (const [type, listening] of byType) {
    const since = Math.min(...listening.map((wait) => wait.since.getTime()));
    for (let after = smallestIdAt(Math.max(0, since - idsAheadMs)); ; ) {
      const page = await readPage(client, { workspaceId, type, since: new Date(since), after, isUndispatchedOnly });
      heard.push(...(await pairs(client, page, listening)));
      const last = page.at(-1);
      if (page.length < pageSize || last === undefined) break;
      after = last.id;
    }
  }
  return heard.length === 0 ? [] : await withoutOwn(client, workspaceId, heard);
}

async function readPage(
  client: Queryable,
  { workspaceId, type, since, after, isUndispatchedOnly }: { workspaceId: string; type: string; since: Date; after: string; isUndispatchedOnly: boolean },
): Promise<readonly BusinessEvent[]> {
  const { rows } = await client.query<EventColumns>({
    name: isUndispatchedOnly ? 'waits.missedUndispatched' : 'waits.missed',
    text: `
      select id, workspace_id as "workspaceId", type, source, connection_id as "connectionId", external_id as "externalId", occurred_at as "occurredAt",
        received_at as "receivedAt", payload
      from event where workspace_id = $1 and type = $2 and id > $3 and received_at >= $4 ${isUndispatchedOnly ? 'and dispatched_at is null' : ''} order by id limit ${pageSize}`,
    values: [workspaceId, type, after, since],
  });
  return rows.map(toBusinessEvent);
}

async function pairs(client: Queryable, page: readonly BusinessEvent[], listening: readonly OpenWait[]): Promise<HeardWait[]> {
  if (page.length === 0) return [];
  const concerns = await concernsOf(client, page);
  return concerns.flatMap(({ event, keys, runId }) =>
    listening
      .filter((wait) => wait.since.getTime() <= Date.parse(event.receivedAt) && (wait.until === null || Date.parse(event.receivedAt) <= wait.until.getTime()))
      .filter((wait) => (wait.matchKey !== null && keys.has(wait.matchKey)) || wait.runId === runId)
      .map(({ workspaceId, runId: waiting, token, awaited }) => ({ workspaceId, runId: waiting, token, awaited, event })),
  );
}

async function withoutOwn(client: Queryable, workspaceId: string, heard: readonly HeardWait[]): Promise<HeardWait[]> {
  const { rows } = await client.query<{ id: string; eventId: string }>(
    'select id, event_id as "eventId" from run where workspace_id = $1 and id = any($2::uuid[])',
    [workspaceId, [...new Set(heard.map(({ runId }) => runId))]],
  );
  const own = new Set(rows.map(({ id, eventId }) => `${id} ${eventId}`));
  return heard.filter(({ runId, event }) => !own.has(`${runId} ${event.id}`));
}
