import type { WebhookDefinition } from '@noi/node-sdk';
import { deliveryId } from './deliveryId.ts';
import { readBody } from './readBody.ts';
import { verifySender } from './verifySender.ts';

/** Takes JSON, forms and bare queries, by any method. */
export const coreDoor: WebhookDefinition = {
  verify: verifySender,
  parse(delivery) {
    const body = readBody(delivery);
    return [
      {
        type: 'webhook.received',
        externalId: deliveryId(delivery, body),
        occurredAt: delivery.receivedAt.toISOString(),
        payload: { body, query: { ...delivery.query } },
      },
    ];
  },
};
