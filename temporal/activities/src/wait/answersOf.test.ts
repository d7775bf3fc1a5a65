import type { HeardWait } from '@noi/db';
import type { BusinessEvent } from '@noi/events';
import { expect, test } from 'vitest';
import { answersOf } from './answersOf.ts';

const hook = (nr: number): BusinessEvent<'webhook.received'> => ({
  ...{ id: `event-${nr}`, workspaceId: 'shop', type: 'webhook.received', source: 'api', connectionId: null, externalId: `${nr}` },
  ...{ occurredAt: '2026-11-22T03:00:00.000Z', receivedAt: '2026-11-22T03:00:00.000Z', payload: { body: { nr }, query: {} } },
});
const heard = (runId: string, event: BusinessEvent, source?: string): HeardWait => ({
  ...{ workspaceId: 'shop', runId, token: 'root/wait#1@1', event },
  awaited: { kind: 'event', event: 'webhook.received', belongs: 'anyone', since: 0, timezone: 'UTC', ...(source !== undefined && { source }) },
});

test('the first event that fits a wait answers it; the waits that one event ends share its answer', () => {
  const [first, second] = [hook(1), hook(2)];
  const answers = answersOf([heard('a', first), heard('b', first), heard('c', first, 'haravan'), heard('a', second), heard('d', second)]);

  expect(answers.map(({ runId, answer }) => [runId, answer])).toEqual([
    ['a', { outcome: 'done', port: 'next', output: { ...first.payload } }],
    ['b', { outcome: 'done', port: 'next', output: { ...first.payload } }],
    ['d', { outcome: 'done', port: 'next', output: { ...second.payload } }],
  ]);
  expect(answers[0]?.answer).toBe(answers[1]?.answer);
});
