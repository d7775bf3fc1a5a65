import { ENGINE } from '@noi/flow';
import type { CallRepository, CallStep, Change, DueCall, HeldCall, RunRow } from '../Db.ts';
import { inTransaction } from '../store/inTransaction.ts';
import type { Queryable, Store } from '../store/Store.ts';
import { insertRuns } from './insertRuns.ts';
import { runColumns } from './runs.ts';
import { storeEvents } from './storeEvents.ts';
import { answerWaits, isOpen } from './waitRows.ts';

/** A run that was told to end is told again after this time. */
const tellAgainSeconds = 5;

interface TakenCall extends DueCall {
  readonly versionId: string | null;
  readonly planHash: string | null;
  readonly subject: string | null;
  readonly customer: string | null;
  /** Of the event that started the calling run. */
  readonly trace: string | null;
}

/** Flows that flows call. Raw: a call is taken under the lock of its wait, by one worker, and whatever follows from it commits with it. */
export function createCallRepository({ pool, announce }: Store): CallRepository {
  return {
    async settle(limit, decide) {
      const changes: Change[] = [];
      const settled = await inTransaction(pool, async (client) => {
        const due = await takeDue(client, limit);
        const started: RunRow[] = [];
        const stopping: string[] = [];
        for (const call of due) {
          const step = decide(call);
          if (step.do === 'start') started.push(...(await startCalled(client, call, step.input)));
          if (step.do === 'stop' && call.child) stopping.push(call.child.id);
          await leave(client, call, step);
          changes.push({ workspaceId: call.workspaceId, kind: 'run', id: call.runId });
        }
        for (const { workspaceId, id } of started) changes.push({ workspaceId, kind: 'run', id });
        const { rows: toStop } = await client.query<RunRow>(`select ${runColumns} from run r where r.id = any($1::uuid[]) order by r.id`, [stopping]);
        return { taken: due.length, started, toStop };
      });
      announce(changes);
      return settled;
    },

    async around({ workspaceId, runId }) {
      const [parent, children, held] = await Promise.all([
        pool.query(
          `select p.id as "runId", f.name as "flowName", p.state from run r join run p on p.id = r.parent_run_id and p.workspace_id = r.workspace_id
           join flow f on f.id = p.flow_id where r.workspace_id = $1 and r.id = $2`,
          [workspaceId, runId],
        ),
        pool.query(
          `select c.id as "runId", f.name as "flowName", c.state, w.token, w.step_id as "stepId"
           from run_wait w join run c on c.parent_run_id = w.run_id and c.parent_token = w.token and c.workspace_id = w.workspace_id
           join flow f on f.id = c.flow_id where w.workspace_id = $1 and w.run_id = $2 and w.kind = 'subflow' order by c.id`,
          [workspaceId, runId],
        ),
        pool.query<HeldCall>(
          `select w.token, w.step_id as "stepId", f.id as "flowId", f.name as "flowName" from run_wait w
           join flow f on f.workspace_id = w.workspace_id and 'flow:' || f.id = w.hold_key
           where w.workspace_id = $1 and w.run_id = $2 and w.kind = 'subflow' and ${isOpen} order by w.token`,
          [workspaceId, runId],
        ),
      ]);
      return { parent: parent.rows[0] ?? null, children: children.rows, held: held.rows };
    },
  };
}

async function takeDue(client: Queryable, limit: number): Promise<readonly TakenCall[]> {
  const { rows } = await client.query<TakenCall>({
    name: 'calls.take',
    text: `
      select w.workspace_id as "workspaceId", w.run_id as "runId", w.token, w.flow_id as "flowId",
        exists (select from flow o where o.id = w.flow_id and o.workspace_id = w.workspace_id and o.status = 'paused') as "isPaused", w.awaited ->> 'flowId' as "calledFlowId",
        w.awaited -> 'input' as input, w.closed_at is null and w.answered_at is null as "isOpen", w.answered_at is not null as "isAnswered",
        r.subject, r.customer, (select e.trace from event e where e.id = r.event_id and e.workspace_id = r.workspace_id) as trace, v.id as "versionId", v.plan_hash as "planHash",
        case when c.id is not null then jsonb_build_object('id', c.id, 'state', c.state, 'isEnded', c.ended_at is not null, 'output', c.output,
          'stoppedBy', c.stopped_by, 'error', c.error) end as child,
        case when f.id is not null then jsonb_build_object('name', f.name, 'status', f.status, 'isRemoved', f.removed_at is not null, 'live',
          case when s.flow_id is not null then jsonb_build_object('event', s.event, 'inputs', coalesce(p.plan -> 'inputs', '[]')) end) end as called,
        (with recursive up as (
           select r.id, r.parent_run_id, 1 as depth union all select o.id, o.parent_run_id, up.depth + 1 from run o join up on o.id = up.parent_run_id where up.depth < 100
         ) select max(depth) from up) as depth
      from run_wait w join run r on r.id = w.run_id and r.workspace_id = w.workspace_id
        left join run c on c.parent_run_id = w.run_id and c.parent_token = w.token and c.workspace_id = w.workspace_id
        left join flow f on f.id::text = w.awaited ->> 'flowId' and f.workspace_id = w.workspace_id
        left join flow_version v on v.id = f.live_version_id and v.workspace_id = f.workspace_id
        left join subscription s on s.flow_id = f.id and s.workspace_id = f.workspace_id
        left join plan p on p.workspace_id = v.workspace_id and p.hash = v.plan_hash
      where w.kind = 'subflow' and w.due_at <= now()
      order by w.due_at limit $1 for update of w skip locked`,
    values: [limit],
  });
  return rows;
}

/** The call is an event of its own, worked already, and the run that it starts; both are known by the calling step's token. */
async function startCalled(client: Queryable, call: TakenCall, input: Readonly<Record<string, unknown>>): Promise<readonly RunRow[]> {
  const { workspaceId, runId, token, calledFlowId, versionId, planHash, subject, customer, trace } = call;
  if (versionId === null || planHash === null) return [];
  const name = `${runId}/${token}`;
  const payload = { flowId: calledFlowId, input, calledBy: { flowId: call.flowId, runId } };
  const [event] = await storeEvents(client, [
    {
      ...{ workspaceId, source: 'noi', connectionId: null, trace: trace ?? undefined },
      event: { type: 'flow.called', externalId: name, occurredAt: new Date().toISOString(), payload },
    },
  ]);
  if (!event) return [];
  await client.query('update event set dispatched_at = now() where id = $1', [event.id]);
  return await insertRuns(client, [
    {
      ...{ workspaceId, versionId, planHash, subject, customer, flowId: calledFlowId, engine: ENGINE, eventId: event.id, entryKey: name },
      workflowId: `runs:${calledFlowId}:${event.id}`,
      parent: { runId, token },
    },
  ]);
}

async function leave(client: Queryable, { workspaceId, runId, token }: TakenCall, step: CallStep): Promise<void> {
  if (step.do === 'answer') await answerWaits(client, [{ workspaceId, runId, token, answer: step.answer }]);
  await client.query(
    `update run_wait w set due_at = case when $4 then now() + make_interval(secs => ${tellAgainSeconds}) end, hold_key = $5
     where w.workspace_id = $1 and w.run_id = $2 and w.token = $3`,
    // Whoever looks for holds whose cause is over finds it, should the pause have ended meanwhile.
    [workspaceId, runId, token, step.do === 'stop', step.do === 'hold' ? `flow:${step.flowId}` : null],
  );
}
