import type { AwaitAnswer } from '@noi/flow';
import type { HeldSteps, OpenedWait, OpenWait, WaitAnswer, WaitKey, WaitRepository, WaitRow } from '../Db.ts';
import { channels } from '../live/channels.ts';
import { createGroupWriter } from '../store/GroupWriter.ts';
import { toJson } from '../store/json.ts';
import type { Store } from '../store/Store.ts';
import { claimDueAnswers } from './dueAnswers.ts';
import { answerHeld, releaseStale } from './heldRows.ts';
import { findMissed } from './missedEvents.ts';
import { answerWaits, dueOnClose, findAnswers, isOpen, upsertWaits, waitColumns, waitKeyOf, waitKeyRow, waitKeyTable } from './waitRows.ts';

/** What runs wait for from outside. Raw: rows are written by the group, and every write has a condition on what stands there. */
export function createWaitRepository({ pool, listener, announce }: Store): WaitRepository & { idle(): Promise<void> } {
  const tell = (waits: readonly WaitKey[]) => announce(waits.map(({ workspaceId, runId }) => ({ workspaceId, kind: 'run', id: runId })));

  const opens = createGroupWriter<readonly OpenWait[], readonly OpenedWait[]>({
    maxBatch: 20,
    flush: async (requests) => {
      const waits = requests.flat();
      const opened = await upsertWaits(pool, waits);
      const stood = waits.filter((wait) => !opened.has(waitKeyOf(wait)));
      const answers = stood.length > 0 ? await findAnswers(pool, stood) : new Map<string, AwaitAnswer>();
      return requests.map((request) =>
        request.map((wait) => {
          const row = opened.get(waitKeyOf(wait));
          return row ? { isNew: true, answer: row.answer } : { isNew: false, answer: answers.get(waitKeyOf(wait)) ?? null };
        }),
      );
    },
  });

  const answers = createGroupWriter<WaitAnswer & { deliverAt?: Date }, boolean>({
    keyOf: waitKeyOf,
    flush: async (items) => {
      const answered = await answerWaits(pool, items);
      tell(items.filter((item) => answered.has(waitKeyOf(item))));
      return items.map((item) => answered.has(waitKeyOf(item)));
    },
  });

  return {
    idle: async () => {
      await Promise.all([opens.idle(), answers.idle()]);
    },

    async open(waits) {
      return waits.length === 0 ? [] : await opens.write(waits);
    },

    missed: (request) => findMissed(pool, request),

    answer: (item) => answers.write(item),

    async answerHeld(request) {
      const answered = await answerHeld(pool, request);
      tell(answered);
      return answered.length;
    },

    async heldSteps({ workspaceId, holdKey }) {
      const { rows } = await pool.query<HeldSteps>(
        `select w.flow_id as "flowId", f.name as "flowName", w.step_id as "stepId", count(*)::int as count, min(w.since) as "oldestDueAt"
         from run_wait w join flow f on f.id = w.flow_id and f.workspace_id = w.workspace_id
         where w.workspace_id = $1 and w.hold_key = $2 and ${isOpen} group by w.flow_id, f.name, w.step_id order by min(w.since)`,
        [workspaceId, holdKey],
      );
      return rows;
    },

    releaseStale: ({ limit }) => releaseStale({ pool, tell }, limit),

    async countHeld({ workspaceId, holdKey }) {
      const { rows } = await pool.query<{ count: number }>(
        `select count(*)::int as count from run_wait w where w.workspace_id = $1 and w.hold_key = $2 and ${isOpen}`,
        [workspaceId, holdKey],
      );
      return rows[0]?.count ?? 0;
    },

    async listHeld({ workspaceId, holdKey = null, prefix = '', runId = null, limit }) {
      const { rows } = await pool.query<WaitRow>(
        `select ${waitColumns} from run_wait w
         where w.workspace_id = $1 and w.hold_key is not null and ${isOpen} and ($2::text is null or w.hold_key = $2) and ($3::uuid is null or w.run_id = $3)
           and starts_with(w.hold_key, $5)
         order by w.created_at, w.run_id, w.token limit $4`,
        [workspaceId, holdKey, runId, limit, prefix],
      );
      return rows;
    },

    async get({ workspaceId, runId, token }) {
      const { rows } = await pool.query<WaitRow>(`select ${waitColumns} from run_wait w where w.workspace_id = $1 and w.run_id = $2 and w.token = $3`, [
        workspaceId,
        runId,
        token,
      ]);
      return rows[0] ?? null;
    },

    async close(waits) {
      if (waits.length === 0) return;
      await pool.query({
        name: 'waits.close',
        text: `
          with locked as (
            select w.run_id, w.token from run_wait w join jsonb_to_recordset($1::jsonb) as x(${waitKeyTable}) using (workspace_id, run_id, token)
            where w.closed_at is null order by w.run_id, w.token for update of w
          )
          update run_wait w set closed_at = now(), due_at = ${dueOnClose} from locked where w.run_id = locked.run_id and w.token = locked.token`,
        values: [toJson(waits.map(waitKeyRow))],
      });
    },

    async expire(waits) {
      if (waits.length === 0) return [];
      const { rows } = await pool.query<Pick<WaitRow, 'runId' | 'token' | 'answer'>>({
        name: 'waits.expire',
        text: `
          with locked as (
            select w.run_id, w.token from run_wait w join jsonb_to_recordset($1::jsonb) as x(${waitKeyTable}) using (workspace_id, run_id, token)
            order by w.run_id, w.token for update of w
          )
          update run_wait w set closed_at = case when w.answered_at is null then now() end, due_at = ${dueOnClose}
          from locked where w.run_id = locked.run_id and w.token = locked.token
          returning w.run_id as "runId", w.token, w.answer`,
        values: [toJson(waits.map(waitKeyRow))],
      });
      const answerOf = new Map(rows.map((row) => [waitKeyOf(row), row.answer]));
      return waits.map((wait) => answerOf.get(waitKeyOf(wait)) ?? null);
    },

    async closeLost({ workspaceId, workflowId, waits }) {
      await pool.query(
        `with locked as (
           select w.run_id, w.token from run_wait w
             join jsonb_to_recordset($1::jsonb) as x(${waitKeyTable}) using (workspace_id, run_id, token)
             join run r on r.id = w.run_id and r.workspace_id = w.workspace_id
           where w.workspace_id = $2 and r.workflow_id = $3 and r.state not in ('queued', 'starting') and w.closed_at is null
           order by w.run_id, w.token for update of w
         )
         update run_wait w set closed_at = now(), due_at = ${dueOnClose} from locked where w.run_id = locked.run_id and w.token = locked.token`,
        [toJson(waits.map(waitKeyRow)), workspaceId, workflowId],
      );
    },

    async closeAll({ workspaceId, runIds }) {
      await pool.query(
        `with locked as (
           select w.run_id, w.token from run_wait w where w.workspace_id = $1 and w.run_id = any($2::uuid[]) and w.closed_at is null
           order by w.run_id, w.token for update
         )
         update run_wait w set closed_at = now(), due_at = ${dueOnClose} from locked where w.run_id = locked.run_id and w.token = locked.token`,
        [workspaceId, runIds],
      );
    },

    claimAnswered: (request) => claimDueAnswers(pool, request),

    async onAnswered(hear) {
      return await listener.listen(channels.answered, hear);
    },
  };
}
