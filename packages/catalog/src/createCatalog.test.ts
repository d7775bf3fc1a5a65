import { defineAction, defineConnection, defineNodePackage, defineTrigger, type NodePackage } from '@noi/node-sdk';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { createCatalog } from './createCatalog.ts';

const words = { vi: 'Thử', en: 'Test' };
const account = defineConnection({
  id: 'shop.account',
  title: words,
  fields: z.object({ token: z.string() }),
  services: {},
  test: async () => ({ account: 'x' }),
});
const webhook = { verify: () => ({ ok: true }) as const, parse: () => [] };
const trigger = defineTrigger({ id: 'shop.orderCreated', version: 1, title: words, summary: words, event: 'order.created', connection: account, webhook });
const action = defineAction({
  id: 'shop.send',
  version: 1,
  title: words,
  summary: words,
  connection: account,
  input: z.object({ templateId: z.string(), templateData: z.record(z.string(), z.string()) }),
  output: z.object({ id: z.string() }),
  sample: { id: '1' },
  effects: { repeat: 'none' },
  message: { channel: 'zalo', purpose: 'care', recipient: () => '', preview: () => '' },
  options: { templateId: async () => [] },
  dynamicFields: { templateData: { dependsOn: ['templateId'], load: async () => ({ fields: [] }) } },
  run: async () => ({ id: '1' }),
});
const shop: NodePackage = defineNodePackage({
  id: 'shop',
  version: '1.0.0',
  title: words,
  icon: '<svg/>',
  connections: [account],
  triggers: [trigger],
  actions: [action],
});

test('nodes are found by id and version, connections by type', () => {
  const catalog = createCatalog([shop]);
  expect(catalog.trigger('shop.orderCreated', 1)).toMatchObject({ packageId: 'shop', event: 'order.created', connectionType: 'shop.account' });
  expect(catalog.trigger('shop.orderCreated', 2)).toBeUndefined();
  expect(catalog.actionDefinition('shop.send', 1)).toBe(action);
  expect(catalog.webhookOf('shop.account')).toBe(webhook);
  expect(catalog.packageOf('shop.send')).toBe(shop);
  expect(catalog.packages[0]?.connections[0]).toMatchObject({ hasDoor: true, hasSandbox: false });
});

test('a form says which fields the account fills', () => {
  expect(createCatalog([shop]).action('shop.send', 1)?.input).toMatchObject([
    { key: 'templateId', hasOptions: true },
    { key: 'templateData', type: 'object', dynamic: { dependsOn: ['templateId'] } },
  ]);
});

test('a trigger carries a sample made of its fields', () => {
  expect(createCatalog([shop]).trigger('shop.orderCreated', 1)?.sample).toMatchObject({ order: { code: '100020', customer: { name: 'Nguyễn Thị Lan' } } });
});

test.each<[string, readonly NodePackage[], string]>([
  ['the same package twice', [shop, shop], 'package shop is declared twice'],
  ['the same node twice', [{ ...shop, triggers: [trigger, trigger] }], 'node shop.orderCreated@1 is declared twice'],
  ['an id of another package', [{ ...shop, id: 'other' }], 'shop.send must start with "other."'],
  ['a lookup that is missing', [{ ...shop, actions: [{ ...action, effects: { repeat: 'lookup' as const } }] }], 'has no lookUp'],
  ['a sample that does not fit', [{ ...shop, actions: [{ ...action, sample: { id: 1 } }] }], 'the sample of shop.send does not fit'],
  ['a loader of no field', [{ ...shop, actions: [{ ...action, options: { nothing: async () => [] } }] }], 'loads choices of "nothing"'],
])('%s is refused with what is wrong', (_what, packages, problem) => {
  expect(() => createCatalog(packages)).toThrow(problem);
});
