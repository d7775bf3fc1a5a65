import type { WebhookDefinition } from '@noi/node-sdk';
import { deliveryId } from './deliveryId.ts';
import { namedEvent } from './namedEvent.ts';
import { readBody } from './readBody.ts';
import { verifySender } from './verifySender.ts';

/** Takes JSON, forms and bare queries, by any method. With `?event=form.submitted` in its address a delivery is that event, else plain data. */
export const coreDoor: WebhookDefinition = {
  verify: verifySender,
  parse(delivery) {
    const body = readBody(delivery);
    const { event, ...query } = delivery.query;
    const named = event === undefined ? null : namedEvent({ type: event, body, query });
    return [
      {
        ...(named ?? { type: 'webhook.received', payload: { body, query: { ...delivery.query } } }),
        externalId: deliveryId(delivery, body),
        occurredAt: delivery.receivedAt.toISOString(),
      },
    ];
  },
};
