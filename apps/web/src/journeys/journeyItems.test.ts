import { expect, test } from 'vitest';
import type { ApiOutputs } from '../api/trpc.ts';
import { journeyItems } from './journeyItems.ts';

type Journey = ApiOutputs['journeys']['get'];
const words = { vi: 'Đơn hàng giao xong', en: 'Order delivered' };
const run = (id: string, startedAt: string, endedAt: string | null): Journey['runs'][number] => ({
  ...{ id, startedAt, endedAt, flowId: 'f', flowName: 'Xin đánh giá', version: 1, state: endedAt === null ? 'waiting' : 'done' },
  ...{ subject: '100020', customer: 'Lan', error: null, waiting: null },
});
const message = (runId: string, reservedAt: string, sentAt: string | null): Journey['messages'][number] => ({
  ...{ runId, scope: 'root', stepId: 'send', visit: 1, flowId: 'f', connectionId: null, trackingId: 't', channel: 'zalo', purpose: 'care' },
  ...{ recipient: '+84912345678', preview: 'Chào', state: 'sent', providerMessageId: null, error: null, priceVnd: null },
  ...{ reservedAt, sentAt, deliveredAt: null, ratedStars: null },
});

test('what happened is told in order, and at one moment the event before the run before its message', () => {
  const items = journeyItems({
    events: [{ id: 'e', title: words, at: '2026-11-22T03:00:00.000Z', orderCode: '100020' }],
    runs: [run('b', '2026-11-22T03:00:00.000Z', null), run('a', '2026-11-20T03:00:00.000Z', '2026-11-22T05:00:00.000Z')],
    messages: [message('b', '2026-11-22T02:00:00.000Z', '2026-11-22T03:00:00.000Z')],
  });
  expect(items.map(({ key }) => key)).toEqual(['run a', 'event e', 'run b', 'message b root send 1', 'ended a']);
});
