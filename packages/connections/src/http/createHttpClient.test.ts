import { defineConnection } from '@noi/node-sdk';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { createHttpClient } from './createHttpClient.ts';

test.each([
  ['/crm.item.add.json', 'https://shop.example/rest/1/bi-mat/crm.item.add.json'],
  ['https://shop.example/crm.item.add.json', 'https://shop.example/rest/1/bi-mat/crm.item.add.json'],
  ['/tìm kiếm', 'https://shop.example/rest/1/bi-mat/t%C3%ACm%20ki%E1%BA%BFm'],
])('a credential that belongs into the path stands between the address and %j', async (path, address) => {
  const dialled: string[] = [];
  const http = createHttpClient({
    guarded: {
      send: async ({ url }) => {
        dialled.push(url);
        return { status: 200, headers: {}, text: '{}' };
      },
      checkHost: async (host) => host,
      close: async () => undefined,
    },
    services: { rest: 'https://shop.example' },
    hosts: [],
    now: () => new Date(0),
    account: {
      definition: defineConnection({
        ...{ id: 'shop.account', title: { vi: 'Shop', en: 'Shop' }, fields: z.object({}) },
        services: { rest: { live: 'https://shop.example' } },
        authenticate: () => ({ pathPrefix: '/rest/1/bi-mat' }),
        test: async () => ({ account: 'Shop' }),
      }),
      credentials: { fresh: async () => ({ values: {}, revision: 1 }), renew: async () => null, flag: async () => undefined },
    },
  });
  await http.get(path, { query: { page: 2 } });
  expect(dialled).toEqual([`${address}?page=2`]);
});
