import { randomUUID } from 'node:crypto';
import { AppError } from '@noi/errors';
import { type EventType, faultOf, type ParsedEvent } from '@noi/events';
import type { MemberContext } from '../trpc/Context.ts';

interface OneEvent {
  readonly source: string;
  readonly event: { readonly type: EventType; readonly payload: unknown; readonly externalId?: string | undefined; readonly occurredAt?: string | undefined };
}

/** Stores one event of the shop; without an external id it is always new. Throws `body_too_large`, and `invalid_request` for a payload that does not fit its type. */
export async function storeOne(ctx: MemberContext, { source, event }: OneEvent): Promise<{ id: string; isNew: boolean }> {
  const parsed = {
    type: event.type,
    externalId: event.externalId ?? randomUUID(),
    occurredAt: event.occurredAt ?? ctx.services.now().toISOString(),
    payload: event.payload,
  } as ParsedEvent;
  const fault = faultOf(parsed);
  if (fault) throw new AppError(fault.code === 'body_too_large' ? fault.code : 'invalid_request', { message: fault.reason.en });

  const { tracing, db } = ctx.services;
  const { workspaceId } = ctx.member;
  const span = tracing.open({ name: `event ${source}`, kind: 'server', parent: 'root', facts: { workspace: workspaceId, eventType: event.type } });
  const [stored] = await db.events.store([{ workspaceId, source, connectionId: null, event: parsed, trace: span.context }]).finally(() => span.end());
  if (!stored) throw new AppError('internal', { message: 'The event was not stored' });
  return stored;
}
