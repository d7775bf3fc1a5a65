import type { FlowGraph } from '@noi/flow';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../newId.ts';
import { createTestDatabase, type TestDatabase } from '../testing/index.ts';
import { aGraph, aLiveFlow, aPlan } from '../testRecords.ts';

const at = new Date('2026-11-22T03:00:00Z');
let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(async () => {
  await database[Symbol.asyncDispose]();
});

const aFile = (workspaceId: string, words: string, limits = { bytes: 1000, files: 10 }) => ({
  ...{ workspaceId, name: `${words}.txt`, mediaType: 'text/plain', content: new TextEncoder().encode(words), createdBy: 'lan', at, limits },
});

test('a file is kept as it came, and the same content only once, under its first name', async () => {
  const { shopFiles } = database.db;
  const first = await shopFiles.put(aFile('shop', 'Bảng giá'));
  const again = await shopFiles.put({ ...aFile('shop', 'Bảng giá'), name: 'Tên khác.txt' });
  const other = await shopFiles.put(aFile('shop', 'Hoá đơn'));
  if (first.outcome === 'full' || again.outcome === 'full' || other.outcome === 'full') throw new Error('There is room');
  expect([first.outcome, again.outcome, again.file]).toEqual(['kept', 'known', first.file]);
  expect(first.file).toMatchObject({ name: 'Bảng giá.txt', mediaType: 'text/plain', bytes: 11, createdBy: 'lan', createdAt: at });

  expect((await shopFiles.list('shop')).map(({ name }) => name)).toEqual(['Hoá đơn.txt', 'Bảng giá.txt']);
  const content = await shopFiles.content({ workspaceId: 'shop', id: first.file.id });
  expect(new TextDecoder().decode(content ?? undefined)).toBe('Bảng giá');
  expect(await shopFiles.remove({ workspaceId: 'shop', id: first.file.id })).toBe(true);
  expect(await shopFiles.remove({ workspaceId: 'shop', id: first.file.id })).toBe(false);
  expect(await shopFiles.content({ workspaceId: 'shop', id: first.file.id })).toBeNull();
});

test('files put in at once never take more room than there is', async () => {
  const { shopFiles } = database.db;
  const limits = { bytes: 10, files: 10 };
  const put = await Promise.all(['aaaa', 'bbbb', 'cccc', 'dddd'].map((words) => shopFiles.put(aFile('small', words, limits))));
  expect(put.map(({ outcome }) => outcome).sort()).toEqual(['full', 'full', 'kept', 'kept']);
  expect((await shopFiles.put(aFile('few', 'a', { bytes: 10, files: 1 }))).outcome).toBe('kept');
  expect((await shopFiles.put(aFile('few', 'b', { bytes: 10, files: 1 }))).outcome).toBe('full');
});

test('what is no id finds nothing', async () => {
  const key = { workspaceId: 'shop', id: '{{ trigger.file }}' };
  const { shopFiles } = database.db;
  expect([await shopFiles.get(key), await shopFiles.content(key), await shopFiles.remove(key)]).toEqual([null, null, false]);
  expect(await shopFiles.usedBy({ ...key, limit: 10 })).toEqual([]);
});

test('a file is used by flows whose draft or live version names it', async () => {
  const { flows, shopFiles } = database.db;
  const id = newId();
  const graph: FlowGraph = {
    ...aGraph(),
    steps: { mail: { id: 'mail', kind: 'action', node: 'core.sendEmail', nodeVersion: 1, position: { x: 0, y: 0 }, input: { attachments: [id] } } },
  };
  const drawn = await flows.create({ workspaceId: 'uses', name: 'Bản nháp', graph });
  const gone = await flows.create({ workspaceId: 'uses', name: 'Đã xoá', graph });
  await flows.remove({ workspaceId: 'uses', id: gone.id });
  await aLiveFlow(database.db, 'uses', 'Không dùng tệp');
  await flows.create({ workspaceId: 'elsewhere', name: 'Của shop khác', graph });
  const live = await flows.create({ workspaceId: 'uses', name: 'Đang chạy', graph });
  const key = { workspaceId: 'uses', id: live.id };
  await flows.publish({ ...key, graph, plan: aPlan('live'), subscription: { event: 'webhook.received' }, publishedBy: null });
  const command = { type: 'step.remove', id: 'mail' } as const;
  await flows.edit(key, {
    ...{ baseRevision: 0, graph: aGraph() },
    edits: [{ command, inverse: command, kind: 'do', of: null, clientKey: 'k', userId: null }],
  });
  const users = (limit: number) => shopFiles.usedBy({ workspaceId: 'uses', id, limit });
  expect(await users(10)).toEqual([
    { id: drawn.id, name: 'Bản nháp' },
    { id: live.id, name: 'Đang chạy' },
  ]);
  expect(await users(1)).toHaveLength(1);
});
