import { dueEvent, dueNow, readSchedule } from '@noi/flow';
import type { Change, NewEvent, ScheduleRepository, SettledSchedule } from '../Db.ts';
import { channels } from '../live/channels.ts';
import { inTransaction } from '../store/inTransaction.ts';
import { toJson } from '../store/json.ts';
import type { Queryable, Store } from '../store/Store.ts';
import { storeEvents } from './storeEvents.ts';

interface Spec {
  readonly spec: Readonly<Record<string, unknown>>;
  readonly timezone: string;
}

interface ScheduleColumns extends Spec {
  readonly workspaceId: string;
  readonly flowId: string;
  readonly former: readonly (Spec & { readonly until: string })[];
  readonly settledUntil: Date;
  readonly lastDueAt: Date | null;
  readonly isPaused: boolean;
}

interface Settlement extends SettledSchedule {
  readonly events: readonly NewEvent[];
  readonly settledUntil: Date;
  readonly nextDueAt: Date | null;
  readonly lastDueAt: Date | null;
}

// A paused flow keeps its cursor, so that its return can make up for what was missed, also by a former version; where nothing is to be made up for, its due times pass.
const isWatched = `f.removed_at is null and (f.status = 'live' or (f.status = 'paused' and s.spec ->> 'catchUp' = 'none' and s.former = '[]'))`;

/** Flows that start by the clock. Raw SQL for `FOR UPDATE SKIP LOCKED`: events and cursor commit under the row's lock. */
export function createScheduleRepository({ pool, prisma, listener, announce }: Store): ScheduleRepository {
  return {
    async settle({ now, limit }) {
      const changes: Change[] = [];
      const settled = await inTransaction(pool, async (client) => {
        const { rows } = await client.query<ScheduleColumns>({
          name: 'schedules.take',
          text: `
            select s.workspace_id as "workspaceId", s.flow_id as "flowId", s.spec, s.timezone, s.former, s.settled_until as "settledUntil",
              s.last_due_at as "lastDueAt", f.status = 'paused' as "isPaused"
            from schedule s join flow f on f.id = s.flow_id and f.workspace_id = s.workspace_id
            where s.next_due_at <= $1 and ${isWatched}
            order by s.next_due_at, s.flow_id limit $2 for update of s skip locked`,
          values: [now, limit],
        });
        const settlements = rows.map((row) => settle(row, now));
        const events = settlements.flatMap((settlement) => settlement.events);
        const stored = events.length > 0 ? await storeEvents(client, events) : [];
        stored.forEach(({ id, isNew }, at) => {
          const event = events[at];
          if (isNew && event) changes.push({ workspaceId: event.workspaceId, kind: 'event', id });
        });
        await advance(client, settlements);
        return settlements;
      });
      announce(changes);
      return settled.map(({ workspaceId, flowId, due, isCut }) => ({ workspaceId, flowId, due, isCut }));
    },

    async nextAt() {
      const { rows } = await pool.query<{ nextAt: Date | null }>({
        name: 'schedules.nextAt',
        text: `select s.next_due_at as "nextAt" from schedule s join flow f on f.id = s.flow_id and f.workspace_id = s.workspace_id
          where s.next_due_at is not null and ${isWatched} order by s.next_due_at limit 1`,
      });
      return rows[0]?.nextAt ?? null;
    },

    async get({ workspaceId, flowId }) {
      return await prisma.schedule.findFirst({ select: { nextDueAt: true, lastDueAt: true }, where: { workspaceId, flowId } });
    },

    async onChanged(hear) {
      return await listener.listen(channels.starts, hear);
    },
  };
}

function settle(row: ScheduleColumns, now: Date): Settlement {
  const { workspaceId, flowId } = row;
  const parts = [...row.former.map((part) => ({ ...part, until: Date.parse(part.until) })), { spec: row.spec, timezone: row.timezone, until: now.getTime() }];
  const due: { readonly at: number; readonly timezone: string }[] = [];
  let cursor = row.settledUntil.getTime();
  let next: number | null = null;
  let isCut = false;
  for (const { spec, timezone, until } of parts) {
    const reading = readSchedule(spec);
    if (!reading.ok) continue;
    const answer = dueNow({ schedule: reading.schedule, timezone, cursor, until, now: now.getTime() });
    if (!row.isPaused) due.push(...answer.due.map((at) => ({ at, timezone })));
    isCut ||= answer.isCut && !row.isPaused;
    cursor = Math.max(cursor, until);
    next = answer.next;
  }
  const events = due.map(({ at, timezone }, index): NewEvent => {
    const previous = index > 0 ? due[index - 1]?.at : row.lastDueAt?.getTime();
    return { workspaceId, source: 'noi', connectionId: null, event: dueEvent({ flowId, at, timezone, ...(previous === undefined ? {} : { previous }) }) };
  });
  return {
    ...{ workspaceId, flowId, isCut, events },
    due: due.map(({ at }) => new Date(at)),
    settledUntil: new Date(cursor),
    nextDueAt: next === null ? null : new Date(next),
    lastDueAt: due.length > 0 ? new Date(due.at(-1)?.at ?? 0) : row.lastDueAt,
  };
}

async function advance(client: Queryable, settlements: readonly Settlement[]): Promise<void> {
  if (settlements.length === 0) return;
  await client.query({
    name: 'schedules.advance',
    text: `
      update schedule s set settled_until = x.settled_until, next_due_at = x.next_due_at, last_due_at = x.last_due_at, former = '[]'
      from jsonb_to_recordset($1::jsonb) as x(flow_id uuid, workspace_id text, settled_until timestamptz, next_due_at timestamptz, last_due_at timestamptz)
      where s.flow_id = x.flow_id and s.workspace_id = x.workspace_id`,
    values: [
      toJson(
        settlements.map((one) => ({
          flow_id: one.flowId,
          workspace_id: one.workspaceId,
          settled_until: one.settledUntil,
          next_due_at: one.nextDueAt,
          last_due_at: one.lastDueAt,
        })),
      ),
    ],
  });
}
