import { evaluateTest } from '@noi/flow';
import { aGraph } from '@noi/flow/testing';
import { expect, test } from 'vitest';
import { expectationRows, offerExpectations } from './offerExpectations.ts';

const graph = aGraph().trigger().if('big').sendZns('thank').from('big', 'false').sendZns('ask').build();
const at = Date.parse('2026-11-22T03:00:00.000Z');
const line = { scope: 'root', visit: 1, attempt: 1, state: 'done' as const };
const seen = {
  startedAt: '2026-11-22T03:00:00.000Z',
  endedAt: '2026-11-24T03:00:00.000Z',
  outcome: { state: 'done' as const },
  records: [
    { ...line, stepId: 'trigger', at, port: 'next' },
    { ...line, stepId: 'big', at, port: 'false' },
    { ...line, stepId: 'ask', at: at + 2 * 86_400_000, port: 'next' },
  ],
  messages: [{ stepId: 'ask', at: '2026-11-24T03:00:00.000Z', channel: 'zalo', priceVnd: 300 }],
  held: [],
};

test('the suggestions are chosen, looser and rarer wishes are offered, and all of it was true', () => {
  const offers = offerExpectations(graph, seen);
  expect(offers.filter(({ isUsual }) => isUsual).map(({ expectation }) => expectation.type)).toEqual(['messages', 'messageTime', 'ends']);
  expect(offers.filter(({ isUsual }) => !isUsual).map(({ expectation }) => expectation)).toEqual([
    { type: 'passes', stepId: 'big', port: 'false' },
    { type: 'messageTime', stepId: 'ask', is: 'before', afterMinutes: 2_880 },
    { type: 'endsWithin', span: { amount: 2, unit: 'days' } },
    { type: 'costsAtMost', vnd: 300 },
    { type: 'neverReaches', stepId: 'thank' },
  ]);

  const names = { title: (id: string) => ({ vi: id, en: id }), port: (_id: string, port: string) => ({ vi: port, en: port }) };
  const all = offers.map(({ expectation }) => expectation);
  expect(evaluateTest(all, seen, names).passes).toBe(true);
});

test('a run that is not over has no length', () => {
  const offers = offerExpectations(graph, { ...seen, outcome: { state: 'unfinished' } });
  expect(offers.some(({ expectation }) => expectation.type === 'endsWithin')).toBe(false);
});

test('a test that is saved again keeps what it expects, with its typed numbers; the offers stand below it', () => {
  const offers = offerExpectations(graph, seen);
  expect(expectationRows(offers, null).filter(({ isChosen }) => isChosen)).toHaveLength(3);
  const typed = { type: 'messages', channel: 'zalo', is: 'atMost', count: 3 } as const;
  const rows = expectationRows(offers, [typed, { type: 'ends', state: 'done' }]);
  expect(rows.filter(({ isChosen }) => isChosen).map(({ expectation }) => expectation)).toEqual([typed, { type: 'ends', state: 'done' }]);
  expect(rows).toHaveLength(offers.length + 1);
});
