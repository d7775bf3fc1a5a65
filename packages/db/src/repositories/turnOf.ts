import type { QueuedTurn, RunState } from '../Db.ts';
import type { Queryable } from '../store/Store.ts';
import { letsInOneByOne, limitOf, lineRules } from './lineRules.ts';

interface Turn {
  readonly flowId: string;
  readonly person: string | null;
  readonly lane: string | null;
  readonly laneLimit: number | null;
  readonly place: string;
}

/** Most runs that are named of those before it. */
const mostNamed = 5;

/** What keeps a run that waits for its turn, by the same rules by which `admitNext` lets runs in; `null` for one that does not wait for any. */
export async function turnOf(client: Queryable, { workspaceId, runId }: { workspaceId: string; runId: string }): Promise<QueuedTurn | null> {
  const { rows } = await client.query<Turn>(
    `select flow_id as "flowId", person, lane, lane_limit as "laneLimit", place from entry_turn where workspace_id = $1 and run_id = $2 and state = 'queued'`,
    [workspaceId, runId],
  );
  const [turn] = rows;
  if (turn === undefined) return null;
  const rules = await lineRules(client, turn.flowId);
  if (letsInOneByOne(rules) && turn.person !== null) {
    const before = await runsBefore(client, { turn, runId, column: 'person' });
    if (before.running.length + before.ahead > 0) return { cause: 'person', limit: 1, ...before };
  }
  const limit = limitOf(rules, turn.laneLimit);
  if (limit === null || turn.lane === null) return { cause: 'none', limit: null, running: [], ahead: 0 };
  return { cause: 'limit', limit, ...(await runsBefore(client, { turn, runId, column: 'lane' })) };
}

/** Of one person, a run that was asked to give way is not waited for; a lane is left by it only once it has ended. */
async function runsBefore(
  client: Queryable,
  { turn, runId, column }: { turn: Turn; runId: string; column: 'person' | 'lane' },
): Promise<Pick<QueuedTurn, 'running' | 'ahead'>> {
  const { rows } = await client.query<{ runId: string; subject: string | null; state: RunState; isRunning: boolean; ahead: number }>(
    `select o.run_id as "runId", r.subject, r.state, o.state = 'running' as "isRunning", (count(*) filter (where o.state = 'queued') over ())::int as ahead
     from entry_turn o join run r on r.id = o.run_id and r.workspace_id = o.workspace_id
     where o.flow_id = $1 and o.${column} = $2 and o.run_id <> $3 and r.ended_at is null and (o.state = 'running' or o.place < $4)
       ${column === 'person' ? 'and o.stop_asked_at is null' : ''}
     order by o.state = 'queued', o.place limit ${mostNamed}`,
    [turn.flowId, turn[column], runId, turn.place],
  );
  const running = rows.filter(({ isRunning }) => isRunning).map(({ runId: id, subject, state }) => ({ runId: id, subject, state }));
  return { running, ahead: rows[0]?.ahead ?? 0 };
}
