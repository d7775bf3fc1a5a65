import type { Text } from '@noi/events';
import type { Change, PollLease, PollRepository } from '../Db.ts';
import { newId } from '../newId.ts';
import { inTransaction } from '../store/inTransaction.ts';
import { fromJson, toJson } from '../store/json.ts';
import type { Store } from '../store/Store.ts';
import { storeEvents } from './storeEvents.ts';

// A paused flow still hears: its events are recorded. A connection that needs attention is asked nothing until it is mended.
const isWanted = `exists (
    select 1 from subscription s join flow f on f.id = s.flow_id and f.workspace_id = s.workspace_id
    where s.connection_id = p.connection_id and s.poll_id = p.poll_id and s.workspace_id = p.workspace_id and f.removed_at is null and f.status in ('live', 'paused'))
  and exists (
    select 1 from connection c where c.id = p.connection_id and c.workspace_id = p.workspace_id and c.state = 'ok' and c.removed_at is null)`;

const key = 'connection_id = $1 and poll_id = $2 and workspace_id = $3 and lease = $4';
const keyOf = ({ connectionId, pollId, workspaceId, lease }: PollLease) => [connectionId, pollId, workspaceId, lease];

/** What is fetched from providers. Raw SQL for `FOR UPDATE SKIP LOCKED` and for events and cursor in one transaction. */
export function createPollRepository({ pool, prisma, announce }: Store): PollRepository {
  return {
    async take({ now, until, limit }) {
      const { rows } = await pool.query<PollLease>({
        name: 'polls.take',
        text: `
          with due as (
            select p.connection_id, p.poll_id from poll p
            where p.next_at <= $1 and (p.leased_until is null or p.leased_until <= $1) and ${isWanted}
            order by p.next_at limit $3 for update of p skip locked
          )
          update poll p set lease = $4, leased_until = $2 from due where p.connection_id = due.connection_id and p.poll_id = due.poll_id
          returning p.workspace_id as "workspaceId", p.connection_id as "connectionId", p.poll_id as "pollId", p.lease, p.cursor, p.failures,
            p.turn_at as "turnAt"`,
        values: [now, until, limit, newId()],
      });
      return rows;
    },

    async settle(lease, { events, cursor, at, nextAt }) {
      const { workspaceId, connectionId } = lease;
      const changes: Change[] = [];
      const isOurs = await inTransaction(pool, async (client) => {
        const { rowCount } = await client.query({
          name: 'polls.settle',
          text: `update poll set cursor = $5, polled_at = $6, next_at = $7, lease = null, leased_until = null, failures = 0, problem = null,
            turn_at = null where ${key}`,
          values: [...keyOf(lease), toJson(cursor), at, nextAt],
        });
        if (rowCount === 0) return false;
        if (events.length === 0) return true;
        const stored = await storeEvents(
          client,
          events.map((event) => ({ ...event, workspaceId, connectionId })),
        );
        for (const { id, isNew } of stored) if (isNew) changes.push({ workspaceId, kind: 'event', id });
        return true;
      });
      announce(changes);
      return isOurs;
    },

    async putOff(lease, turnAt) {
      await pool.query({
        name: 'polls.putOff',
        text: `update poll set next_at = $5, turn_at = $5, lease = null, leased_until = null where ${key}`,
        values: [...keyOf(lease), turnAt],
      });
    },

    async fail(lease, { problem, nextAt }) {
      await pool.query({
        name: 'polls.fail',
        text: `update poll set failures = failures + 1, problem = $5, next_at = $6, turn_at = null, lease = null, leased_until = null where ${key}`,
        values: [...keyOf(lease), toJson(problem), nextAt],
      });
    },

    async nextAt() {
      const { rows } = await pool.query<{ nextAt: Date | null }>({
        name: 'polls.nextAt',
        text: `select min(greatest(p.next_at, p.leased_until)) as "nextAt" from poll p where ${isWanted}`,
      });
      return rows[0]?.nextAt ?? null;
    },

    async get({ workspaceId, connectionId, pollId }) {
      const select = { cursor: true, failures: true, problem: true, polledAt: true } as const;
      const row = await prisma.poll.findFirst({ select, where: { workspaceId, connectionId, pollId } });
      return row && { ...row, problem: fromJson<Text | null>(row.problem) };
    },
  };
}
