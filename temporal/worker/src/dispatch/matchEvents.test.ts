import type { SubscriptionRow } from '@noi/db';
import type { BusinessEvent } from '@noi/events';
import { expect, test } from 'vitest';
import { matchEvents } from './matchEvents.ts';

const subscription = (flowId: string, change: Partial<SubscriptionRow> = {}): SubscriptionRow => ({
  flowId,
  workspaceId: 'w1',
  versionId: `${flowId}-v1`,
  planHash: 'hash',
  event: 'payment.received',
  source: null,
  connectionId: null,
  rules: null,
  ...change,
});
const payment = (id: string, change: { workspaceId?: string; source?: string; connectionId?: string } = {}): BusinessEvent => ({
  id,
  workspaceId: 'w1',
  type: 'payment.received',
  source: 'sepay',
  connectionId: 'c1',
  externalId: id,
  occurredAt: '2026-11-22T03:00:00.000Z',
  receivedAt: '2026-11-22T03:00:00.000Z',
  payload: { amount: 1, paidAt: '2026-11-22T03:00:00.000Z' },
  ...change,
});
const pairs = (events: BusinessEvent[], subscriptions: SubscriptionRow[]) =>
  matchEvents(events, subscriptions).map(({ event, subscription: { flowId } }) => `${event.id}>${flowId}`);

test('every flow that listens is started, in order of arrival', () => {
  expect(pairs([payment('e1'), payment('e2')], [subscription('f1'), subscription('f2')])).toEqual(['e1>f1', 'e1>f2', 'e2>f1', 'e2>f2']);
});

test('a flow hears only its own shop, its source and its account', () => {
  const flows = [
    subscription('anySource'),
    subscription('sepayOnly', { source: 'sepay' }),
    subscription('momoOnly', { source: 'momo' }),
    subscription('c2Only', { connectionId: 'c2' }),
  ];

  expect(pairs([payment('e1')], flows)).toEqual(['e1>anySource', 'e1>sepayOnly']);
  expect(pairs([payment('e2', { connectionId: 'c2', source: 'momo' })], flows)).toEqual(['e2>anySource', 'e2>momoOnly', 'e2>c2Only']);
  expect(pairs([payment('e3', { workspaceId: 'w2' })], flows)).toEqual([]);
});

test('a press on "run now" starts the flow it was pressed on', () => {
  const press: BusinessEvent = { ...payment('e1'), type: 'flow.started_by_hand', payload: { flowId: 'f2' } };

  expect(pairs([press], [subscription('f1', { event: 'flow.started_by_hand' }), subscription('f2', { event: 'flow.started_by_hand' })])).toEqual(['e1>f2']);
});

test('a due time starts the flow whose schedule it is', () => {
  const due: BusinessEvent = {
    ...payment('e1'),
    type: 'schedule.due',
    payload: { flowId: 'f2', dueAt: '2026-11-22T02:00:00.000Z', localTime: '22/11/2026 09:00' },
  };

  expect(pairs([due], [subscription('f1', { event: 'schedule.due' }), subscription('f2', { event: 'schedule.due' })])).toEqual(['e1>f2']);
});
