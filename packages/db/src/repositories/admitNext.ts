import type { GroupBounds, RunRow } from '../Db.ts';
import { newId } from '../newId.ts';
import type { Queryable } from '../store/Store.ts';
import { lockEntry } from './entryDesk.ts';
import { type LineRules, letsInOneByOne, limitOf, lineRules } from './lineRules.ts';
import { runColumns } from './runs.ts';

interface Candidate {
  readonly runId: string;
  readonly lane: string | null;
  readonly laneLimit: number | null;
}

/** Most runs that one call lets in of one lane. */
const mostOfLane = 100;
/** Most runs that one call lets in: the flow is locked meanwhile, and events that would enter it wait. */
const mostAtOnce = 500;

/**
 * Looks at one flow in which there may be room and lets in whoever is next. Nobody passes an earlier run of the same person; in a lane one passes those
 * who still wait for their own person's run, so that the room is used.
 */
export async function admitNext(client: Queryable, bounds: GroupBounds): Promise<readonly RunRow[] | null> {
  const { rows: flows } = await client.query<{ flowId: string }>('select flow_id as "flowId" from entry_room order by id limit 1');
  const flowId = flows[0]?.flowId;
  if (flowId === undefined) return null;
  await lockEntry(client, [flowId]);
  const room = await takeRoom(client, flowId);
  const rules = await lineRules(client, flowId);
  const admitted: string[] = [];
  for (;;) {
    const candidates = await nextInLine(client, { flowId, rules, room });
    const fitting = await withinLimits(client, { flowId, rules, candidates });
    if (fitting.length === 0) break;
    const chosen = fitting.slice(0, mostAtOnce - admitted.length);
    await client.query(`update entry_turn set state = 'running' where flow_id = $1 and run_id = any($2::uuid[])`, [flowId, chosen]);
    admitted.push(...chosen);
    if (admitted.length < mostAtOnce) continue;
    // There may be more room: somebody looks again, at all of the line.
    await client.query('insert into entry_room (id, flow_id) values ($1, $2)', [newId(), flowId]);
    break;
  }
  return admitted.length === 0 ? [] : await start(client, { flowId, admitted, bounds });
}

/** Which lanes and persons lost a run since the last look; `null` when the rules changed, so that all must be looked at. */
interface Room {
  readonly lanes: readonly string[];
  readonly persons: readonly string[];
}

async function takeRoom(client: Queryable, flowId: string): Promise<Room | null> {
  const { rowCount: looked, rows: ids } = await client.query<{ id: string }>('delete from entry_room where flow_id = $1 returning id', [flowId]);
  const { rows: ended } = await client.query<{ lane: string | null; person: string | null }>(
    'delete from entry_turn where flow_id = $1 and run_id = any($2::uuid[]) returning lane, person',
    [flowId, ids.map(({ id }) => id)],
  );
  if (ended.length !== looked) return null;
  return { lanes: [...new Set(ended.flatMap(({ lane }) => lane ?? []))], persons: [...new Set(ended.flatMap(({ person }) => person ?? []))] };
}

interface Line {
  readonly flowId: string;
  readonly rules: LineRules;
}

/** Queued runs whose person has no other run before them, first come first. */
async function nextInLine(client: Queryable, { flowId, rules, room }: Line & { room: Room | null }): Promise<readonly Candidate[]> {
  const facts = 't.run_id as "runId", t.lane, t.lane_limit as "laneLimit", t.place';
  const isReady = `t.flow_id = $1 and t.state = 'queued' and not ($2::boolean and t.person is not null and exists (
    select 1 from entry_turn o where o.flow_id = t.flow_id and o.person = t.person and o.run_id <> t.run_id and o.stop_asked_at is null
      and (o.state = 'running' or o.place < t.place)))`;
  if (room === null) {
    const { rows } = await client.query<Candidate>(
      `select "runId", lane, "laneLimit" from (
         select ${facts}, row_number() over (partition by t.lane order by t.place) as nr from entry_turn t where ${isReady}
       ) ready where nr <= ${mostOfLane} order by place`,
      [flowId, letsInOneByOne(rules)],
    );
    return rows;
  }
  const { rows } = await client.query<Candidate>(
    `select "runId", lane, "laneLimit" from (
       select ${facts} from entry_turn t where t.person = any($3::text[]) and ${isReady}
       union
       select ready.* from unnest($4::text[]) as freed(lane) cross join lateral (
         select ${facts} from entry_turn t where t.lane = freed.lane and ${isReady} order by t.place limit ${mostOfLane}
       ) ready
     ) next order by place`,
    [flowId, letsInOneByOne(rules), room.persons, room.lanes],
  );
  return rows;
}

async function withinLimits(client: Queryable, { flowId, rules, candidates }: Line & { candidates: readonly Candidate[] }): Promise<readonly string[]> {
  if (candidates.length === 0) return [];
  const { rows } = await client.query<{ lane: string; running: number }>(
    `select lane, count(*)::int as running from entry_turn where flow_id = $1 and state = 'running' and lane = any($2::text[]) group by lane`,
    [flowId, [...new Set(candidates.flatMap(({ lane }) => lane ?? []))]],
  );
  const running = new Map(rows.map((row) => [row.lane, row.running]));
  return candidates.flatMap((candidate) => {
    const { runId, lane } = candidate;
    if (lane === null) return [runId];
    const now = running.get(lane) ?? 0;
    if (now >= (limitOf(rules, candidate.laneLimit) ?? Number.POSITIVE_INFINITY)) return [];
    running.set(lane, now + 1);
    return [runId];
  });
}

/** They travel together in new workflows, as runs that arrived together do; `claimed_at` keeps the sweeper away while their first start is under way. */
async function start(
  client: Queryable,
  { flowId, admitted, bounds }: { flowId: string; admitted: readonly string[]; bounds: GroupBounds },
): Promise<readonly RunRow[]> {
  const { rows } = await client.query<RunRow>(
    `with admitted as (
       select run.id, plan_hash, nr, coalesce(octet_length(t.trigger::text), octet_length(e.payload::text), 0) as bytes
       from unnest($2::uuid[]) with ordinality as a(run_id, nr) join run on run.id = a.run_id and run.state = 'queued'
         left join run_trigger t on t.run_id = run.id and t.workspace_id = run.workspace_id
         left join event e on e.id = run.event_id and e.workspace_id = run.workspace_id
     ), placed as (
       select id, plan_hash, nr, (row_number() over line - 1) / $3::int as by_number, (sum(bytes) over line - bytes) / $4::int as by_bytes
       from admitted window line as (partition by plan_hash order by nr)
     ), hosted as (
       select id, 'runs:' || $1::text || ':turn:' || first_value(id) over (partition by plan_hash, by_number, by_bytes order by nr) as workflow_id from placed
     )
     update run r set state = 'starting', workflow_id = hosted.workflow_id, claimed_at = now() from hosted
     where r.id = hosted.id and r.state = 'queued' returning ${runColumns}`,
    [flowId, admitted, bounds.runs, bounds.bytes],
  );
  return rows;
}
