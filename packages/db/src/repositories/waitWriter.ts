import type { BusinessEvent } from '@noi/events';
import type { Change, HeardWait, WaitAnswer, WaitWriter } from '../Db.ts';
import { toJson } from '../store/json.ts';
import type { Queryable } from '../store/Store.ts';
import { type Concern, concernsOf } from './concerns.ts';
import { answerWaits, isOpen, waitKeyOf } from './waitRows.ts';

/** Most waits of a page. */
const largestPage = 1_000;
/** Most pairs of a wait and an event on a page: as many rules may be asked before the process turns to something else. */
const mostPairs = 50_000;

/** Waits inside the dispatcher's transaction. An event that nobody waits for costs its part of one query per batch. */
export function createWaitWriter(client: Queryable, onChange: (change: Change) => void): WaitWriter {
  return {
    async *heard(events) {
      const listened = await findListenedTypes(client, events);
      const candidates = events.filter((event) => listened.has(typeKey(event)));
      if (candidates.length === 0) return;
      const concerns = await concernsOf(client, candidates);
      const names = toJson(namesOf(concerns));
      const limit = Math.max(1, Math.min(largestPage, Math.floor(mostPairs / mostAlike(candidates))));
      for (let after: Place | undefined = { runId: '00000000-0000-0000-0000-000000000000', token: '' }; after !== undefined; ) {
        const page: readonly ListeningRow[] = await readPage(client, { names, after, limit });
        if (page.length > 0) yield pair(concerns, page);
        after = page.length < limit ? undefined : page.at(-1);
      }
    },

    async answer(answers) {
      const first = new Map<string, WaitAnswer>();
      for (const item of answers) if (!first.has(waitKeyOf(item))) first.set(waitKeyOf(item), item);
      if (first.size === 0) return 0;
      const answered = await answerWaits(client, [...first.values()]);
      for (const { workspaceId, runId } of first.values()) onChange({ workspaceId, kind: 'run', id: runId });
      return answered.size;
    },
  };
}

const typeKey = ({ workspaceId, type }: Pick<BusinessEvent, 'workspaceId' | 'type'>) => `${workspaceId} ${type}`;

async function findListenedTypes(client: Queryable, events: readonly BusinessEvent[]): Promise<ReadonlySet<string>> {
  const types = [...new Map(events.map((event) => [typeKey(event), { workspace_id: event.workspaceId, event: event.type }])).values()];
  const { rows } = await client.query<Pick<BusinessEvent, 'workspaceId' | 'type'>>({
    name: 'waits.listened',
    text: `
      select x.workspace_id as "workspaceId", x.event as type from jsonb_to_recordset($1::jsonb) as x(workspace_id text, event text)
      where exists (select from run_wait w where w.workspace_id = x.workspace_id and w.event = x.event and ${isOpen} and w.event is not null)`,
    values: [toJson(types)],
  });
  return new Set(rows.map(typeKey));
}

/** By what the waits are found that the events concern. */
function namesOf(concerns: readonly Concern[]) {
  return concerns.flatMap(({ event: { workspaceId, type }, keys, runId }) => [
    ...[...keys].map((key) => ({ workspace_id: workspaceId, event: type, match_key: key, run_id: null })),
    ...(runId === null ? [] : [{ workspace_id: workspaceId, event: type, match_key: null, run_id: runId }]),
  ]);
}

/** How many of the events one wait may be paired with. */
function mostAlike(events: readonly BusinessEvent[]): number {
  const counts = new Map<string, number>();
  for (const event of events) counts.set(typeKey(event), (counts.get(typeKey(event)) ?? 0) + 1);
  return Math.max(...counts.values());
}

type Place = Pick<HeardWait, 'runId' | 'token'>;

interface ListeningRow extends Omit<HeardWait, 'event'> {
  readonly type: BusinessEvent['type'];
  readonly matchKey: string | null;
  readonly until: Date | null;
}

/** The next waits beyond `after`. Of each name no more are read than the page may hold. */
async function readPage(client: Queryable, { names, after, limit }: { names: string; after: Place; limit: number }): Promise<readonly ListeningRow[]> {
  // Looked up name by name: a planner that knows nothing of the table yet would otherwise read all that listen, once for every page.
  const next = (isNamed: string) => `
    select w.* from x cross join lateral (
      select w.workspace_id, w.run_id, w.token, w.awaited, w.event, w.match_key, w.until from run_wait w
      where w.workspace_id = x.workspace_id and w.event = x.event and ${isNamed} and ${isOpen} and w.event is not null
        and (w.run_id, w.token) > ($2::uuid, $3::text)
      order by w.run_id, w.token limit $4
    ) w`;
  const { rows } = await client.query<ListeningRow>({
    name: 'waits.heard',
    text: `
      with x as (select distinct * from jsonb_to_recordset($1::jsonb) as x(workspace_id text, event text, match_key text, run_id uuid))
      select workspace_id as "workspaceId", run_id as "runId", token, awaited, event as type, match_key as "matchKey", until
      from (${next('w.match_key = x.match_key')} union ${next('w.run_id = x.run_id')}) w
      order by run_id, token limit $4`,
    values: [names, after.runId, after.token, limit],
  });
  return rows;
}

/** Each event with the waits of the page that it concerns. */
function pair(concerns: readonly Concern[], page: readonly ListeningRow[]): readonly HeardWait[] {
  const byType = new Map<string, ListeningRow[]>();
  for (const row of page) {
    const known = byType.get(typeKey(row));
    if (known) known.push(row);
    else byType.set(typeKey(row), [row]);
  }
  return concerns.flatMap(({ event, keys, runId }) =>
    (byType.get(typeKey(event)) ?? [])
      .filter(({ until }) => until === null || Date.parse(event.receivedAt) <= until.getTime())
      .filter((row) => (row.matchKey !== null && keys.has(row.matchKey)) || row.runId === runId)
      .map(({ workspaceId, runId: waiting, token, awaited }) => ({ workspaceId, runId: waiting, token, awaited, event })),
  );
}
