import { aGraph, note, orderDelivered, sendZns } from '@noi/flow/testing';
import { expect, test } from 'vitest';
import { createEditorCatalog } from '../catalog/EditorCatalog.ts';
import { paletteGroups } from './paletteItems.ts';
import { orderFound, type RankQuestion, rankItems } from './rankItems.ts';
import { recentItems, rememberItem } from './recentItems.ts';

const packageOf = (id: string) => ({ id, version: '1.0.0', title: { vi: id, en: id }, icon: '', connections: [], triggers: [], actions: [] });
const catalog = createEditorCatalog([
  { ...packageOf('core'), triggers: [orderDelivered], actions: [note] },
  { ...packageOf('zalo'), actions: [sendZns] },
]);
const items = paletteGroups(catalog).flatMap((group) => group.items);
const { steps } = aGraph().trigger().sendZns('send').if('which').build();
const question: RankQuestion = { isEmptyFlow: false, recent: [], accounts: new Set(['zalo.oa']) };
const ids = (change: Partial<RankQuestion>) =>
  Object.fromEntries(rankItems(items, { ...question, ...change }).map((group) => [group.id, group.items.map(({ id }) => id)]));

test('what was used lately comes first, and nothing is shown twice', () => {
  const { recent, fitting, others } = ids({ after: steps.trigger, recent: ['stop', 'gone@1', 'zalo.sendZns@1'] });
  expect(recent).toEqual(['stop', 'zalo.sendZns@1']);
  expect([...(recent ?? []), ...(fitting ?? []), ...(others ?? [])].sort()).toEqual(items.map(({ id }) => id).sort());
});

test.each([
  ['a trigger', { after: steps.trigger }, ['zalo.sendZns@1', 'wait', 'if']],
  ['a message', { after: steps.send }, ['wait', 'waitForEvent', 'if']],
  ['a failed message', { after: steps.send, port: 'error' }, ['stop', 'fail']],
  ['a condition that does not hold', { after: steps.which, port: 'false' }, ['stop', 'zalo.sendZns@1']],
] as const)('after %s', (_what, change, fitting) => {
  expect(ids(change).fitting).toEqual(fitting);
});

test('a flow begins with what starts it', () => {
  expect(ids({ isEmptyFlow: true }).fitting).toEqual(['core.orderDelivered@1']);
});

test('what needs an account that the shop does not have is not put forward', () => {
  expect(ids({ after: steps.trigger, accounts: new Set() }).fitting).toEqual(['wait', 'if']);
});

test('a query finds titles that begin with it first', () => {
  const found = items.filter(({ searchable }) => /đợi/i.test(searchable));
  expect(
    orderFound(found, 'doi')
      .slice(0, 2)
      .map(({ id }) => id),
  ).toEqual(['wait', 'waitForEvent']);
});

test('items are remembered once, the latest first; a damaged memory is empty', () => {
  const kept = new Map<string, string>();
  const storage = {
    length: 0,
    clear: () => kept.clear(),
    key: () => null,
    removeItem: () => undefined,
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  };
  for (const id of ['wait', 'if', 'wait']) rememberItem(id, storage);
  expect(recentItems(storage)).toEqual(['wait', 'if']);
  for (const key of kept.keys()) kept.set(key, '{');
  expect(recentItems(storage)).toEqual([]);
});
