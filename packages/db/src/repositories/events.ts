import type { BusinessEvent, EventType } from '@noi/events';
import type { EventRepository, NewEvent } from '../Db.ts';
import type { Prisma } from '../generated/client.ts';
import { createGroupWriter } from '../store/GroupWriter.ts';
import { fromJson } from '../store/json.ts';
import type { Store } from '../store/Store.ts';
import { type StoredEvent, storeEvents } from './storeEvents.ts';

const select = {
  id: true,
  workspaceId: true,
  type: true,
  source: true,
  connectionId: true,
  externalId: true,
  occurredAt: true,
  receivedAt: true,
  payload: true,
} as const satisfies Prisma.EventSelect;

/** Recorded facts; the doors write here. */
export function createEventRepository({ pool, prisma, announce }: Store): EventRepository & { idle(): Promise<void> } {
  const writer = createGroupWriter<readonly NewEvent[], readonly StoredEvent[]>({
    maxBatch: 100,
    flush: async (deliveries) => {
      const stored = [...(await storeEvents(pool, deliveries.flat()))];
      return deliveries.map((delivery) => stored.splice(0, delivery.length));
    },
  });

  return {
    idle: writer.idle,

    async store(events) {
      if (events.length === 0) return [];
      const stored = await writer.write(events);
      announce(events.flatMap(({ workspaceId }, index) => (stored[index]?.isNew ? [{ workspaceId, kind: 'event' as const, id: stored[index].id }] : [])));
      return stored;
    },

    async list({ workspaceId, type, before, limit }) {
      const where = { workspaceId, ...(type && { type }), ...(before && { id: { lt: before } }) };
      const rows = await prisma.event.findMany({ select, where, orderBy: { id: 'desc' }, take: limit });
      return rows.map(toBusinessEvent);
    },

    async get({ workspaceId, id }) {
      const row = await prisma.event.findFirst({ select: { ...select, trace: true }, where: { workspaceId, id } });
      return row && toBusinessEvent(row);
    },
  };
}

export interface EventColumns {
  readonly id: string;
  readonly workspaceId: string;
  readonly type: string;
  readonly source: string;
  readonly connectionId: string | null;
  readonly externalId: string;
  readonly occurredAt: Date;
  readonly receivedAt: Date;
  readonly payload: unknown;
  readonly trace?: string | null;
}

/** A row as the event it holds; type and payload were checked together when it came in. */
export function toBusinessEvent({ trace, ...row }: EventColumns): BusinessEvent {
  const type = row.type as EventType;
  const times = { occurredAt: row.occurredAt.toISOString(), receivedAt: row.receivedAt.toISOString() };
  return fromJson<BusinessEvent>({ ...row, type, ...times, ...(trace && { trace }) });
}
