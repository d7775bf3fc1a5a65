import type { DispatchBatch, MessageRow } from '@noi/db';
import type { BusinessEvent, MessageFact } from '@noi/events';
import { type Receipt, stateAfter } from './transitions.ts';

interface Told {
  readonly receipt: Receipt;
  readonly message: MessageFact;
  readonly stars?: number;
}

/** A message that a receipt brought to another state. */
export type LandedReceipt = Pick<MessageRow, 'workspaceId' | 'channel' | 'state'>;

/**
 * Lands the batch's receipts on the ledger rows of the messages they speak of, in the dispatcher's transaction, and returns those that moved one.
 * Receipts of messages that the product did not send are left alone.
 */
export async function applyReceipts({ messages }: Pick<DispatchBatch, 'messages'>, events: readonly BusinessEvent[]): Promise<readonly LandedReceipt[]> {
  const landed: LandedReceipt[] = [];
  for (const event of events) {
    const told = receiptOf(event);
    if (!told) continue;
    const { messageId, trackingId } = told.message;
    const row = await messages.find({
      workspaceId: event.workspaceId,
      ...(trackingId !== undefined && { trackingId }),
      ...(messageId !== undefined && { providerMessageId: messageId }),
    });
    if (!row) continue;
    const change = changeOf(row, told, new Date(event.occurredAt));
    await messages.save(row, change);
    const { workspaceId, channel } = row;
    if (change.state !== undefined && change.state !== row.state) landed.push({ workspaceId, channel, state: change.state });
  }
  return landed;
}

function receiptOf(event: BusinessEvent): Told | null {
  switch (event.type) {
    case 'message.sent':
      return { receipt: 'sent', message: event.payload.message };
    case 'message.delivered':
      return { receipt: 'delivered', message: event.payload.message };
    case 'message.failed':
      return { receipt: 'failed', message: event.payload.message };
    case 'message.replied':
      return { receipt: 'replied', message: event.payload.message };
    case 'customer.rated':
      return { receipt: 'rated', message: event.payload.rating.message, stars: event.payload.rating.stars };
    default:
      return null;
  }
}

type ReceiptChange = Parameters<DispatchBatch['messages']['save']>[1];

function changeOf(row: MessageRow, { receipt, message, stars }: Told, at: Date): ReceiptChange {
  const state = stateAfter(row.state, receipt);
  // The id in a reply may be the reply's own.
  const messageId = receipt === 'replied' ? undefined : message.messageId;
  return {
    state,
    ...(messageId !== undefined && { providerMessageId: messageId }),
    ...(state === 'delivered' && { deliveredAt: row.deliveredAt ?? at }),
    ...(stars !== undefined && { ratedStars: stars }),
    ...(state === 'failed' && row.state !== 'failed' && { error: failure(message) }),
  };
}

function failure({ reason }: MessageFact): NonNullable<MessageRow['error']> {
  return {
    kind: 'rejected',
    text: {
      vi: 'Nhà cung cấp báo tin không đến được khách. Xem lý do bên dưới và kiểm tra số người nhận.',
      en: 'The provider says the message did not reach the customer. See the reason and check the recipient.',
    },
    ...(reason !== undefined && { providerMessage: reason }),
    repeatable: false,
  };
}
