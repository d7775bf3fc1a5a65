import { createCatalog } from '@noi/catalog';
import type { Db } from '@noi/db';
import { type ConnectionDefinition, defineAction, defineConnection, defineNodePackage, defineTrigger, described, NodeError } from '@noi/node-sdk';
import { z } from 'zod';
import type { Connections } from '../src/Connections.ts';
import { createConnections } from '../src/createConnections.ts';
import { createNetworkPolicy } from '../src/http/NetworkPolicy.ts';
import { createSecretBox } from '../src/secrets/createSecretBox.ts';

const words = (vi: string) => ({ label: { vi, en: vi } });
const Tokens = z.object({ access: z.string(), refresh: z.string(), expiresAt: z.string() });

/** A package whose account rotates its refresh token, as Zalo's does. */
export function rotatingConnection(baseUrl: string): ConnectionDefinition {
  return defineConnection({
    id: 'shop.account',
    title: { vi: 'Tài khoản', en: 'Account' },
    fields: z.object({
      region: described(z.string(), words('Vùng')),
      access: described(z.string(), { ...words('Mã'), secret: true }),
      refresh: described(z.string(), { ...words('Mã gia hạn'), secret: true }),
      expiresAt: described(z.string(), words('Hết hạn')),
    }),
    services: { api: { live: `${baseUrl}/api` }, oauth: { live: `${baseUrl}/oauth` } },
    authenticate: (_request, values) => ({ headers: { authorization: `Bearer ${values.access}` } }),
    refresh: {
      isDue: (values, now) => Date.parse(values.expiresAt ?? '') <= now.getTime(),
      isExpired: ({ text }) => text.includes('"error":-216'),
      run: async ({ values, http }) => (await http.post('/token', { service: 'oauth', form: { refresh: values.refresh ?? '' } })).json(Tokens),
    },
    async test({ http }) {
      const { name } = (await http.get('/me')).json(z.object({ name: z.string() }));
      return { account: name };
    },
  });
}

export function shopCatalog(connection: ConnectionDefinition) {
  const listTemplates = defineAction({
    id: 'shop.send',
    version: 1,
    title: { vi: 'Gửi', en: 'Send' },
    summary: { vi: 'Gửi', en: 'Send' },
    connection,
    input: z.object({ templateId: z.string(), data: z.record(z.string(), z.string()) }),
    output: z.object({ id: z.string() }),
    sample: { id: '1' },
    effects: { repeat: 'none' },
    options: {
      async templateId({ http, search }) {
        if (search === 'refused') throw new NodeError('rejected', { vi: 'Từ chối', en: 'Refused' });
        return (await http.get('/templates', { query: { search } })).json(z.array(z.object({ value: z.string(), label: z.string() })));
      },
    },
    dynamicFields: { data: { dependsOn: ['templateId'], load: async ({ input }) => ({ title: String(input.templateId), fields: [] }) } },
    run: async () => ({ id: '1' }),
  });
  const orderCreated = defineTrigger({
    id: 'shop.orderCreated',
    version: 1,
    title: { vi: 'Có đơn', en: 'Order created' },
    summary: { vi: 'Có đơn', en: 'Order created' },
    event: 'order.created',
    source: 'shop',
    connection,
    webhook: { verify: () => ({ ok: true }), parse: () => [] },
  });
  return createCatalog([
    defineNodePackage({
      id: 'shop',
      version: '1.0.0',
      title: { vi: 'Shop', en: 'Shop' },
      icon: '<svg/>',
      connections: [connection],
      triggers: [orderCreated],
      actions: [listTemplates],
    }),
  ]);
}

/** One worker's service; several on one database stand for several processes. */
export function aWorker(db: Db, baseUrl: string, now: () => Date = () => new Date()): Connections {
  return createConnections({
    db,
    catalog: shopCatalog(rotatingConnection(baseUrl)),
    seal: createSecretBox(Buffer.alloc(32, 1)),
    network: createNetworkPolicy({ sandboxUrl: baseUrl }),
    sandboxUrl: null,
    now,
  });
}
