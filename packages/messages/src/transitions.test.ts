import type { MessageState } from '@noi/db';
import { expect, test } from 'vitest';
import { type Receipt, stateAfter } from './transitions.ts';

const receipts: readonly Receipt[] = ['sent', 'delivered', 'failed', 'replied', 'rated'];

test.each([
  ['reserved', ['sent', 'delivered', 'failed', 'delivered', 'delivered']],
  ['unknown', ['sent', 'delivered', 'failed', 'delivered', 'delivered']],
  ['sent', ['sent', 'delivered', 'failed', 'delivered', 'delivered']],
  ['delivered', ['delivered', 'delivered', 'delivered', 'delivered', 'delivered']],
  ['failed', ['failed', 'failed', 'failed', 'failed', 'failed']],
] as const)('from %s, after sent, delivered, failed, replied, rated: %j', (state, after) => {
  expect(receipts.map((receipt) => stateAfter(state, receipt))).toEqual(after);
});

test('no receipt ever takes a row back', () => {
  const rank: Record<MessageState, number> = { reserved: 0, unknown: 1, sent: 2, delivered: 3, failed: 3 };
  const states = Object.keys(rank) as MessageState[];

  const backward = states.flatMap((state) => receipts.filter((receipt) => rank[stateAfter(state, receipt)] < rank[state]));

  expect(backward).toEqual([]);
});
