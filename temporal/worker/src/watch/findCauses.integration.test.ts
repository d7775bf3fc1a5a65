import { newId } from '@noi/db';
import { createTestDatabase } from '@noi/db/testing';
import { emptyGraph } from '@noi/flow';
import { expect, test } from 'vitest';
import { findCauses } from './findCauses.ts';

test('a paused flow is no longer said to be silent', async () => {
  await using database = await createTestDatabase();
  const { db } = database;
  const workspaceId = newId();
  const graph = { ...emptyGraph(), settings: { timezone: 'Asia/Ho_Chi_Minh' } };
  const { id } = await db.flows.create({ workspaceId, name: 'Xin đánh giá', graph });
  const plan = { hash: newId(), engine: 1, timezone: 'Asia/Ho_Chi_Minh', trigger: 'start', steps: {}, levels: {} };
  await db.flows.publish({ workspaceId, id, graph, plan, subscription: { event: 'order.created' }, publishedBy: null });
  const now = () => new Date('2026-11-22T03:00:00Z');
  for (const source of await db.alerts.sources()) await db.alerts.followQuiet(source, { quietHours: 26, usualPerDay: 40 }, now());
  const open = async () => (await db.alerts.list({ workspaceId, isOpen: true, limit: 5 })).length;

  await findCauses({ db, now });
  expect(await open()).toBe(1);
  await db.flows.setStatus({ workspaceId, id }, 'paused');
  await findCauses({ db, now });
  expect(await open()).toBe(0);
});
