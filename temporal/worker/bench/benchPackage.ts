import { defineAction, defineNodePackage, defineTrigger, described } from '@noi/node-sdk';
import { z } from 'zod';

const both = (words: string) => ({ vi: words, en: words });
const input = z.object({
  phone: described(z.string(), { label: both('Phone'), format: 'phone', sample: '0912345678' }),
  text: described(z.string(), { label: both('Text'), sample: 'Cảm ơn bạn' }),
});
const output = z.object({ messageId: described(z.string(), { label: both('Message id') }) });

/** Two triggers and one message action with a ledger row, as an ordinary provider's package has them. */
export function createBenchPackage(providerUrl: string) {
  return defineNodePackage({
    id: 'bench',
    version: '1.0.0',
    title: both('Bench'),
    icon: '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"/>',
    connections: [],
    triggers: [
      defineTrigger({ id: 'bench.paid', version: 1, title: both('Paid'), summary: both('Paid'), event: 'payment.received' }),
      defineTrigger({ id: 'bench.ordered', version: 1, title: both('Ordered'), summary: both('Ordered'), event: 'order.created' }),
    ],
    actions: [
      defineAction({
        id: 'bench.send',
        version: 1,
        title: both('Send'),
        summary: both('Send'),
        input,
        output,
        sample: { messageId: 'm1' },
        effects: { repeat: 'native', hosts: ['*'] },
        message: { channel: 'zalo', purpose: 'care', recipient: ({ phone }) => phone, preview: ({ text }) => text },
        run: async ({ input: message, http, idempotencyKey }) =>
          (await http.post(`${providerUrl}/send`, { json: { ...message, key: idempotencyKey }, repeatable: true })).json(output),
      }),
    ],
  });
}
