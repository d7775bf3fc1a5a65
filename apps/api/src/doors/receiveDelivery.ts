import type { Connections } from '@noi/connections';
import { AppError } from '@noi/errors';
import { faultOf } from '@noi/events';
import { type ParsedEvent, type RawDelivery, UnreadableDelivery } from '@noi/node-sdk';
import type { TraceParent } from '@noi/telemetry';
import type { DoorOutcome } from '../health/createMetrics.ts';
import type { DoorServices } from './DoorServices.ts';

type Door = NonNullable<Awaited<ReturnType<Connections['door']>>>;

export interface Received {
  readonly outcome: DoorOutcome;
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

/** Checks, reads and stores one delivery; throws what turns it away. A repeated one is answered like the first. */
export async function receiveDelivery(
  services: Pick<DoorServices, 'db'>,
  { door, delivery, trace }: { door: Door; delivery: RawDelivery; trace?: TraceParent | undefined },
): Promise<Received> {
  const { connection, webhook, values } = door;
  const greeting = webhook.handshake?.(delivery, values);
  if (greeting) return { ...greeting, outcome: 'handshake', contentType: 'text/plain; charset=utf-8' };

  const verified = webhook.verify(delivery, values);
  if (!verified.ok) throw new AppError('signature_invalid', { message: verified.reason.en, reason: verified.reason });

  const events = parse(door, delivery);
  const stored = await services.db.events.store(
    events.map((event) => ({ workspaceId: connection.workspaceId, source: connection.packageId, connectionId: connection.id, event, trace })),
  );
  const outcome = events.length === 0 ? 'empty' : stored.some(({ isNew }) => isNew) ? 'stored' : 'repeated';
  return { outcome, status: 200, contentType: 'application/json; charset=utf-8', body: '{"ok":true}' };
}

function parse({ webhook }: Door, delivery: RawDelivery): readonly ParsedEvent[] {
  const events = read(webhook, delivery);
  for (const event of events) {
    const fault = faultOf(event);
    if (fault) throw new AppError(fault.code, { message: fault.reason.en, reason: fault.reason });
  }
  return events;
}

function read(webhook: Door['webhook'], delivery: RawDelivery): readonly ParsedEvent[] {
  try {
    return webhook.parse(delivery);
  } catch (error) {
    if (!(error instanceof UnreadableDelivery)) throw error;
    throw new AppError('body_unreadable', { message: 'The body is not what this provider sends' }, { cause: error });
  }
}
