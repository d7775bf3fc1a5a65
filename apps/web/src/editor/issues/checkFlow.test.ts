import { aGraph, orderDelivered, sendZns, testConnections } from '@noi/flow/testing';
import { expect, test } from 'vitest';
import { createChecker, keptIssues } from './checkFlow.ts';

const title = { vi: 'Thử', en: 'Test' };
const ground = {
  packages: [{ id: 'core', version: '1.0.0', title, icon: '', connections: [], triggers: [orderDelivered], actions: [sendZns] }],
  flows: undefined,
  connections: testConnections,
};
const graph = aGraph().trigger().sendZns('send', { input: {} }).build();

test('flows are checked against the ground that came before', () => {
  const check = createChecker();
  expect(check({ graph, number: 1 })).toBeNull();
  expect(check({ ground })).toBeNull();
  const answer = check({ graph, number: 2 });
  expect(answer?.number).toBe(2);
  expect(answer?.issues.map(({ stepId, field }) => `${stepId} ${field}`)).toContain('send phone');
});

test('issues that did not change keep their objects, so that nothing is drawn again for them', () => {
  const check = createChecker();
  check({ ground });
  const first = check({ graph, number: 1 })?.issues ?? [];
  const again = check({ graph, number: 2 })?.issues ?? [];
  expect(again).not.toBe(first);
  expect(keptIssues(first, again)).toBe(first);
  const fewer = keptIssues(first, again.slice(1));
  expect(fewer).toHaveLength(first.length - 1);
  expect(fewer[0]).toBe(first[1]);
});
