import type { Change, EnteredRun, EntryAsk, EntryChanges, EntryDesk, EntryFacts, RefusedEntry } from '../Db.ts';
import { channels } from '../live/channels.ts';
import { toJson } from '../store/json.ts';
import type { Queryable } from '../store/Store.ts';
import { dedupePrefix } from './dedupePrefix.ts';
import { gatherEvents } from './gatherEvents.ts';
import { insertRuns } from './insertRuns.ts';
import { countRunEnds } from './stepCounts.ts';

/** Locks flows by name, sorted, so that two transactions never wait in a circle. Until the end of the transaction nobody else decides who enters them. */
export async function lockEntry(client: Queryable, flowIds: readonly string[]): Promise<void> {
  const names = [...new Set(flowIds)].sort().map((flowId) => `entry:${flowId}`);
  await client.query('select pg_advisory_xact_lock(hashtextextended(name, 0)) from unnest($1::text[]) with ordinality as t(name, nr) order by nr', [names]);
}

/** The rules of entry inside a transaction; raw SQL, since all of it must be of the one transaction that holds the flows' locks. */
export function createEntryDesk(client: Queryable, onChange: (change: Change) => void): EntryDesk {
  return {
    lock: (flowIds) => lockEntry(client, flowIds),

    async facts(asks) {
      return {
        repeats: await repeats(client, asks),
        marks: await marks(client, asks),
        turns: await turns(client, asks),
        lanes: await lanes(client, asks),
      };
    },

    async save(changes) {
      const made = changes.runs.length === 0 ? [] : await insertRuns(client, changes.runs.map(withEntryKey));
      const ids = new Set(made.map(({ id }) => id));
      await addTurns(
        client,
        changes.runs.filter(({ id, state }) => ids.has(id) && state !== 'stopped'),
      );
      await addTriggers(
        client,
        changes.runs.filter(({ id }) => ids.has(id)),
      );
      await gatherEvents(client, changes);
      await addMarks(client, changes);
      await addRefusals(client, changes);
      const former = await endFormer(
        client,
        changes.ends.filter(({ givesWayTo }) => ids.has(givesWayTo)).map(({ runId }) => runId),
        changes.at,
      );
      await countEnded(client, [...made.filter(({ state }) => state === 'stopped'), ...former]);
      for (const { workspaceId, id } of [...made, ...former]) onChange({ workspaceId, kind: 'run', id });
      return made.filter(({ state }) => state === 'starting');
    },
  };
}

function withEntryKey(run: EnteredRun): EnteredRun {
  return run.dedupe === null ? run : { ...run, entryKey: `${dedupePrefix}${run.dedupe}` };
}

async function repeats(client: Queryable, asks: readonly EntryAsk[]): Promise<EntryFacts['repeats']> {
  const asked = asks.filter(({ dedupe }) => dedupe !== undefined);
  if (asked.length === 0) return [];
  const { rows } = await client.query<{ flowId: string; dedupe: string }>({
    name: 'entry.repeats',
    text: `select flow_id as "flowId", substr(entry_key, ${dedupePrefix.length + 1}) as dedupe from run_key
      where (workspace_id, flow_id, entry_key) in (select * from unnest($1::text[], $2::uuid[], $3::text[]))`,
    values: [asked.map(({ workspaceId }) => workspaceId), asked.map(({ flowId }) => flowId), asked.map(({ dedupe }) => `${dedupePrefix}${dedupe}`)],
  });
  return rows;
}

async function marks(client: Queryable, asks: readonly EntryAsk[]): Promise<EntryFacts['marks']> {
  const asked = asks.filter(({ person }) => person !== undefined);
  if (asked.length === 0) return [];
  const { rows } = await client.query<EntryFacts['marks'][number]>({
    name: 'entry.marks',
    text: `select flow_id as "flowId", person, at from entry_mark
      where (workspace_id, flow_id, person) in (select * from unnest($1::text[], $2::uuid[], $3::text[]))`,
    values: [asked.map(({ workspaceId }) => workspaceId), asked.map(({ flowId }) => flowId), asked.map(({ person }) => person)],
  });
  return rows;
}

async function turns(client: Queryable, asks: readonly EntryAsk[]): Promise<EntryFacts['turns']> {
  const asked = asks.filter(({ person }) => person !== undefined);
  if (asked.length === 0) return [];
  const { rows } = await client.query<EntryFacts['turns'][number]>({
    name: 'entry.turns',
    text: `select run_id as "runId", flow_id as "flowId", state, person, lane, stop_asked_at is not null as "isStopping" from entry_turn
      where (workspace_id, flow_id, person) in (select * from unnest($1::text[], $2::uuid[], $3::text[])) order by place`,
    values: [asked.map(({ workspaceId }) => workspaceId), asked.map(({ flowId }) => flowId), asked.map(({ person }) => person)],
  });
  return rows;
}

async function lanes(client: Queryable, asks: readonly EntryAsk[]): Promise<EntryFacts['lanes']> {
  const asked = asks.filter(({ lane }) => lane !== undefined);
  if (asked.length === 0) return [];
  const { rows } = await client.query<EntryFacts['lanes'][number]>({
    name: 'entry.lanes',
    text: `select flow_id as "flowId", lane, count(*) filter (where state = 'running')::int as running, count(*) filter (where state = 'queued')::int as queued
      from entry_turn where (workspace_id, flow_id, lane) in (select * from unnest($1::text[], $2::uuid[], $3::text[])) group by flow_id, lane`,
    values: [asked.map(({ workspaceId }) => workspaceId), asked.map(({ flowId }) => flowId), asked.map(({ lane }) => lane)],
  });
  return rows;
}

/** A run that nobody can have to wait for has no turn. */
async function addTurns(client: Queryable, runs: readonly EnteredRun[]): Promise<void> {
  const waitedFor = runs.filter(({ person, lane }) => person !== null || lane !== null);
  if (waitedFor.length === 0) return;
  const rows = waitedFor.map(({ id, workspaceId, flowId, state, person, lane, laneLimit }, nr) => ({
    ...{ nr, run_id: id, workspace_id: workspaceId, flow_id: flowId, person, lane, lane_limit: laneLimit },
    state: state === 'queued' ? 'queued' : 'running',
  }));
  await client.query({
    name: 'entry.addTurns',
    text: `insert into entry_turn (run_id, workspace_id, flow_id, state, person, lane, lane_limit)
      select run_id, workspace_id, flow_id, state, person, lane, lane_limit
      from jsonb_to_recordset($1::jsonb) as x(nr int, run_id uuid, workspace_id text, flow_id uuid, state text, person text, lane text, lane_limit int) order by nr`,
    values: [toJson(rows)],
  });
}

async function addTriggers(client: Queryable, runs: readonly EnteredRun[]): Promise<void> {
  for (const { id, workspaceId, trigger } of runs) {
    if (trigger !== null) await client.query('insert into run_trigger (run_id, workspace_id, trigger) values ($1, $2, $3)', [id, workspaceId, toJson(trigger)]);
  }
}

async function addMarks(client: Queryable, { marks: people, at }: EntryChanges): Promise<void> {
  if (people.length === 0) return;
  await client.query({
    name: 'entry.addMarks',
    text: `insert into entry_mark (workspace_id, flow_id, person, at)
      select distinct workspace_id, flow_id, person, $4::timestamptz from unnest($1::text[], $2::uuid[], $3::text[]) as x(workspace_id, flow_id, person)
      on conflict (flow_id, person) do update set at = excluded.at where entry_mark.workspace_id = excluded.workspace_id`,
    values: [people.map(({ workspaceId }) => workspaceId), people.map(({ flowId }) => flowId), people.map(({ person }) => person), at],
  });
}

async function addRefusals(client: Queryable, { refusals, at }: EntryChanges): Promise<void> {
  if (refusals.length === 0) return;
  const counted = new Map<string, { readonly last: RefusedEntry; readonly count: number }>();
  for (const last of refusals) {
    const key = `${last.flowId} ${last.day} ${last.reason}`;
    counted.set(key, { last, count: (counted.get(key)?.count ?? 0) + 1 });
  }
  const rows = [...counted.values()].map(({ last, count }) => ({
    ...{ workspace_id: last.workspaceId, flow_id: last.flowId, day: last.day, reason: last.reason },
    ...{ count, last_event_id: last.eventId, last_subject: last.subject },
  }));
  await client.query({
    name: 'entry.addRefusals',
    text: `insert into entry_refusal as r (workspace_id, flow_id, day, reason, count, last_event_id, last_subject, last_at)
      select workspace_id, flow_id, day, reason, count, last_event_id, last_subject, $2::timestamptz
      from jsonb_to_recordset($1::jsonb) as x(workspace_id text, flow_id uuid, day text, reason text, count int, last_event_id uuid, last_subject text)
      order by flow_id, day, reason
      on conflict (flow_id, day, reason) do update set count = r.count + excluded.count, last_event_id = excluded.last_event_id,
        last_subject = excluded.last_subject, last_at = excluded.last_at where r.workspace_id = excluded.workspace_id`,
    values: [toJson(rows), at],
  });
}

/** The last thing that is locked: whoever else counts holds no other lock that is asked for here. */
async function countEnded(client: Queryable, runs: readonly { readonly workspaceId: string; readonly id: string }[]): Promise<void> {
  if (runs.length === 0) return;
  await client.query({
    name: 'entry.countEnded',
    text: `with moved as (select * from run where (workspace_id, id) in (select * from unnest($1::text[], $2::uuid[]))) ${countRunEnds}`,
    values: [runs.map(({ workspaceId }) => workspaceId), runs.map(({ id }) => id)],
  });
}

/** Former runs that wait in a queue end at once; those under way are to be told, until they have ended. */
async function endFormer(client: Queryable, ends: readonly string[], at: Date): Promise<readonly { workspaceId: string; id: string }[]> {
  if (ends.length === 0) return [];
  const { rows } = await client.query<{ workspaceId: string; id: string }>({
    name: 'entry.endQueued',
    text: `with gone as (delete from entry_turn where run_id = any($1::uuid[]) and state = 'queued' returning run_id)
      update run r set state = 'stopped', stopped_by = 'newer', ended_at = $2 from gone where r.id = gone.run_id and r.state = 'queued' returning r.workspace_id as "workspaceId", r.id`,
    values: [ends, at],
  });
  await client.query({
    name: 'entry.askToStop',
    text: `with asked as (update entry_turn set stop_asked_at = $2 where run_id = any($1::uuid[]) and state = 'running' and stop_asked_at is null returning 1)
      select pg_notify('${channels.entry}', '') from asked limit 1`,
    values: [ends, at],
  });
  return rows;
}
