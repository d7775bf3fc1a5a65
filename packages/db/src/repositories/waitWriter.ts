import type { BusinessEvent } from '@noi/events';
import type { Change, HeardWait, WaitAnswer, WaitWriter } from '../Db.ts';
import { toJson } from '../store/json.ts';
import type { Queryable } from '../store/Store.ts';
import { concernsOf } from './concerns.ts';
import { answerWaits, isOpen, waitKeyOf } from './waitRows.ts';

/** Waits inside the dispatcher's transaction. An event that nobody waits for costs its part of one query per batch. */
export function createWaitWriter(client: Queryable, onChange: (change: Change) => void): WaitWriter {
  return {
    async heard(events) {
      const listened = await findListenedTypes(client, events);
      const candidates = events.filter(({ workspaceId, type }) => listened.has(`${workspaceId} ${type}`));
      if (candidates.length === 0) return [];
      const concerns = await concernsOf(client, candidates);
      const names = concerns.flatMap(({ event: { workspaceId, type }, keys, runId }) => [
        ...[...keys].map((key) => ({ workspace_id: workspaceId, event: type, match_key: key, run_id: null })),
        ...(runId === null ? [] : [{ workspace_id: workspaceId, event: type, match_key: null, run_id: runId }]),
      ]);
      const { rows } = await client.query<Omit<HeardWait, 'event'> & { type: string; matchKey: string | null; until: Date | null }>({
        name: 'waits.heard',
        text: `
          with x as (select distinct * from jsonb_to_recordset($1::jsonb) as x(workspace_id text, event text, match_key text, run_id uuid))
          select w.workspace_id as "workspaceId", w.run_id as "runId", w.token, w.awaited, w.event as type, w.match_key as "matchKey", w.until
          from run_wait w join x on w.workspace_id = x.workspace_id and w.event = x.event and w.match_key = x.match_key
          where ${isOpen} and w.event is not null
          union
          select w.workspace_id, w.run_id, w.token, w.awaited, w.event, w.match_key, w.until
          from run_wait w join x on w.workspace_id = x.workspace_id and w.event = x.event and w.run_id = x.run_id
          where ${isOpen} and w.event is not null`,
        values: [toJson(names)],
      });
      return concerns.flatMap(({ event, keys, runId }) =>
        rows
          .filter((row) => row.workspaceId === event.workspaceId && row.type === event.type)
          .filter(({ until }) => until === null || Date.parse(event.receivedAt) <= until.getTime())
          .filter((row) => (row.matchKey !== null && keys.has(row.matchKey)) || row.runId === runId)
          .map(({ workspaceId, runId: waiting, token, awaited }) => ({ workspaceId, runId: waiting, token, awaited, event })),
      );
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

async function findListenedTypes(client: Queryable, events: readonly BusinessEvent[]): Promise<ReadonlySet<string>> {
  const types = [...new Map(events.map(({ workspaceId, type }) => [`${workspaceId} ${type}`, { workspace_id: workspaceId, event: type }])).values()];
  const { rows } = await client.query<{ workspaceId: string; event: string }>({
    name: 'waits.listened',
    text: `
      select x.workspace_id as "workspaceId", x.event from jsonb_to_recordset($1::jsonb) as x(workspace_id text, event text)
      where exists (select from run_wait w where w.workspace_id = x.workspace_id and w.event = x.event and ${isOpen} and w.event is not null)`,
    values: [toJson(types)],
  });
  return new Set(rows.map(({ workspaceId, event }) => `${workspaceId} ${event}`));
}
