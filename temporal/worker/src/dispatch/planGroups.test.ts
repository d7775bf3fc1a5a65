import type { SubscriptionRow } from '@noi/db';
import type { BusinessEvent } from '@noi/events';
import { expect, test } from 'vitest';
import type { Match } from './matchEvents.ts';
import { planGroups } from './planGroups.ts';

const match = (eventId: string, { versionId = 'v1', note = '' } = {}): Match => ({
  event: {
    id: eventId,
    workspaceId: 'w1',
    type: 'flow.started_by_hand',
    source: 'noi',
    connectionId: null,
    externalId: eventId,
    occurredAt: '2026-11-22T03:00:00.000Z',
    receivedAt: '2026-11-22T03:00:00.000Z',
    payload: { flowId: 'f1', note },
  } satisfies BusinessEvent,
  subscription: {
    flowId: 'f1',
    workspaceId: 'w1',
    versionId,
    planHash: 'hash',
    event: 'flow.started_by_hand',
    source: null,
    connectionId: null,
    rules: null,
  } satisfies SubscriptionRow,
});
const sizes = (matches: Match[]) => {
  const counts = new Map<string, number>();
  for (const { workflowId } of planGroups(matches)) counts.set(workflowId, (counts.get(workflowId) ?? 0) + 1);
  return [...counts.values()];
};

test('a run alone travels alone, keyed by its event', () => {
  expect(planGroups([match('e1', { note: 'Chạy thử' })])).toEqual([
    {
      workspaceId: 'w1',
      flowId: 'f1',
      versionId: 'v1',
      planHash: 'hash',
      engine: 1,
      workflowId: 'runs:f1:e1',
      eventId: 'e1',
      entryKey: 'e1',
      subject: 'Chạy thử',
      customer: null,
      about: [],
    },
  ]);
});

test('runs of one version travel together, fifty at most', () => {
  expect(sizes(Array.from({ length: 120 }, (_, at) => match(`e${at}`)))).toEqual([50, 50, 20]);
});

test('another version of the flow is another group', () => {
  expect(sizes([match('e1'), match('e2', { versionId: 'v2' }), match('e3')])).toEqual([2, 1]);
});

test('large events make smaller groups, so that no start request is refused', () => {
  expect(sizes(Array.from({ length: 6 }, (_, at) => match(`e${at}`, { note: 'x'.repeat(200_000) })))).toEqual([2, 2, 2]);
});

test('the same batch names the same workflows again', () => {
  const batch = [match('e1'), match('e2')];

  expect(planGroups(batch)).toEqual(planGroups(batch));
});
