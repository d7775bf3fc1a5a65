import type { Queryable } from '../store/Store.ts';

/** An event that a flow did not hear because it was paused. */
export interface MissedPair {
  readonly flowId: string;
  readonly eventId: string;
}

/**
 * Notes which of the dispatched events (by id, ascending) the paused flows would have heard. It belongs into the transaction that found them paused and
 * dispatches the events: whatever happens beside it, each event has either entered a flow or is noted for it.
 */
export async function noteMissed(client: Queryable, eventIds: readonly string[], pausedFlowIds: readonly string[]): Promise<void> {
  if (pausedFlowIds.length === 0) return;
  await client.query({
    name: 'dispatch.noteMissed',
    text: `
      insert into flow_missed (flow_id, event_id, workspace_id)
      select s.flow_id, e.id, e.workspace_id
      from subscription s join event e on e.workspace_id = s.workspace_id and e.type = s.event and e.id = any($1::uuid[]) and e.id between $2 and $3
        and (s.source is null or e.source = s.source) and (s.connection_id is null or e.connection_id = s.connection_id)
        and coalesce(e.payload ->> 'flowId', s.flow_id::text) = s.flow_id::text
      where s.flow_id = any($4::uuid[])
      order by s.flow_id, e.id on conflict do nothing`,
    values: [eventIds, eventIds[0], eventIds.at(-1), pausedFlowIds],
  });
}

/**
 * Locks up to `limit` events of pauses that have ended, flow by flow, in order of arrival. `isOver`: nothing is to be done with it, since it was to be left, or
 * has entered already.
 */
export async function lockMissed(client: Queryable, limit: number): Promise<readonly (MissedPair & { readonly isOver: boolean })[]> {
  const { rows } = await client.query<MissedPair & { readonly isOver: boolean }>(
    `with recursive flows(id) as (
       -- From flow to flow by the index: a pause that goes on may hold any number of events.
       (select flow_id from flow_missed order by flow_id limit 1)
       union all
       select (select m.flow_id from flow_missed m where m.flow_id > flows.id order by m.flow_id limit 1) from flows where flows.id is not null
     ), resumed as (
       select f.id, f.workspace_id, coalesce(f.resume_events, 'start') as choice from flows join flow f on f.id = flows.id and f.status <> 'paused'
     )
     select m.flow_id as "flowId", m.event_id as "eventId", resumed.choice = 'leave'
         or exists (select from run_key k where k.workspace_id = m.workspace_id and k.flow_id = m.flow_id and k.entry_key = m.event_id::text)
         or exists (select from gathered d join gathering g on g.id = d.gathering_id where d.event_id = m.event_id and g.flow_id = m.flow_id) as "isOver"
     from resumed cross join lateral (
       select x.flow_id, x.event_id, x.workspace_id from flow_missed x where x.flow_id = resumed.id and x.workspace_id = resumed.workspace_id
       order by x.event_id limit $1 for update skip locked
     ) m limit $1`,
    [limit],
  );
  return rows;
}

/** Takes them out of what was missed. */
export async function dropMissed(client: Queryable, pairs: readonly MissedPair[]): Promise<void> {
  await client.query(
    `delete from flow_missed m using unnest($1::uuid[], $2::uuid[]) as x(flow_id, event_id) where m.flow_id = x.flow_id and m.event_id = x.event_id`,
    [pairs.map(({ flowId }) => flowId), pairs.map(({ eventId }) => eventId)],
  );
}
