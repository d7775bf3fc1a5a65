import { randomUUID } from 'node:crypto';
import { createTestDatabase } from '@noi/db/testing';
import type { WaitRequest } from '@noi/temporal-workflows';
import { expect, test } from 'vitest';
import { tellWaits } from './tellWaits.ts';

test('more answers than one workflow task takes home stay in their rows, from where they are delivered', async () => {
  await using database = await createTestDatabase();
  const { waits } = database.db;
  const [workspaceId, flowId, at] = ['shop', randomUUID(), Date.now()];
  const awaited = { kind: 'event', event: 'order.created', belongs: 'anyone', since: at, timezone: 'UTC' } as const;
  const asked = Array.from(
    { length: 30 },
    (): WaitRequest => ({ runId: randomUUID(), token: 't', stepId: 'wait', kind: 'event', awaited, matchKey: '*', since: at, until: at + 1_000 }),
  );
  const tell = (news: { open?: readonly WaitRequest[]; expire?: readonly WaitRequest[] }) =>
    tellWaits(database.db, { workspaceId, flowId, news: { open: [], close: [], expire: [], ...news } });
  expect(await tell({ open: asked })).toEqual({ answers: [], expired: [] });
  const [first, ...others] = asked;
  if (first === undefined) throw new Error('thirty waits');
  const output = { text: 'ă'.repeat(50_000) };
  for (const { runId, token } of others) await waits.answer({ workspaceId, runId, token, answer: { outcome: 'done', port: 'next', output } });

  const again = await tell({ open: asked });
  expect(again.answers.length).toBeGreaterThan(5);
  expect(Buffer.byteLength(JSON.stringify(again.answers))).toBeLessThan(1_000_000);
  const over = await tell({ expire: asked });
  expect(over.expired).toEqual([{ runId: first.runId, token: 't' }]);
  expect(over.answers.length).toBe(again.answers.length);
  // Nobody has closed a row that has an answer, so whoever delivers answers finds them all.
  const left = await Promise.all(others.map(({ runId, token }) => waits.get({ workspaceId, runId, token })));
  expect(left.map((row) => [row?.closedAt, row?.answer?.outcome])).toEqual(others.map(() => [null, 'done']));
});
