import { AppError } from '@noi/errors';
import { EventType, eventPayloads } from '@noi/events';
import { z } from 'zod';
import type { MemberContext } from '../trpc/Context.ts';
import { IsoTime } from '../trpc/wire.ts';
import { storeOne } from './storeOne.ts';

export const NewEvent = z.object({
  type: EventType,
  payload: z.record(z.string(), z.unknown()),
  /** Recognises a repeat; without one the event is always new. */
  externalId: z.string().min(1).max(200).optional(),
  occurredAt: IsoTime.optional(),
});

/** An event that a script or integrator reports. */
export async function receiveEvent(ctx: MemberContext, event: z.infer<typeof NewEvent>): Promise<{ eventId: string; isNew: boolean }> {
  const payload = eventPayloads[event.type].safeParse(event.payload);
  if (!payload.success) {
    const fields = payload.error.issues.map((issue) => ({ path: ['payload', ...issue.path].join('.'), message: issue.message }));
    throw new AppError('invalid_request', { message: `The payload does not fit ${event.type}`, fields });
  }
  const { id, isNew } = await storeOne(ctx, { source: 'api', event: { ...event, payload: payload.data } });
  return { eventId: id, isNew };
}
