import type { MessageState } from '@noi/db';

/** What a provider or a customer lets us know about a message after it left. */
export type Receipt = 'sent' | 'delivered' | 'failed' | 'replied' | 'rated';

/**
 * The ledger's states after a receipt. A receipt may come before the sending was written down (`reserved`), or settle a message whose
 * sending was lost in a crash (`unknown`). An answer or a rating proves that the message arrived. Ends stay ends.
 */
const transitions: Record<MessageState, Record<Receipt, MessageState>> = {
  reserved: { sent: 'sent', delivered: 'delivered', failed: 'failed', replied: 'delivered', rated: 'delivered' },
  unknown: { sent: 'sent', delivered: 'delivered', failed: 'failed', replied: 'delivered', rated: 'delivered' },
  sent: { sent: 'sent', delivered: 'delivered', failed: 'failed', replied: 'delivered', rated: 'delivered' },
  delivered: { sent: 'delivered', delivered: 'delivered', failed: 'delivered', replied: 'delivered', rated: 'delivered' },
  failed: { sent: 'failed', delivered: 'failed', failed: 'failed', replied: 'failed', rated: 'failed' },
};

export function stateAfter(state: MessageState, receipt: Receipt): MessageState {
  return transitions[state][receipt];
}
