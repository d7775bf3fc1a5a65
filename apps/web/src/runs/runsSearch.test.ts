import { expect, test } from 'vitest';
import { readRunsSearch } from './runsSearch.ts';

test.each([
  ['nothing', {}, {}],
  ['a number on the canvas', { flowId: 'f', stepId: 'send', outcome: 'failed', period: '7d', version: 3 }, null],
  ['an order’s code that reads as a number', { find: 100020 }, { find: '100020' }],
  ['what nobody knows', { state: 'lost', period: '1y', outcome: 'won', version: '3', other: 1, asks: 'yes' }, {}],
  ['an error group', { failedStep: 'send', errorKind: 'rejected', cause: 'abc' }, null],
  ['a wire', { flowId: 'f', stepId: 'if', port: 'no', failures: true }, null],
])('%s', (_, search, expected) => {
  expect(readRunsSearch(search)).toEqual(expected ?? search);
});
