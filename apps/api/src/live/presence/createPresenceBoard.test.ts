import type { PresenceNotice } from '@noi/db';
import { expect, test } from 'vitest';
import { createPresenceBoard } from './createPresenceBoard.ts';

const flow = { workspaceId: 'shop', flowId: 'reviews' };
const notice = (tabId: string, order: number, stepId: string | null = null): PresenceNotice => ({
  ...{ workspaceId: 'shop', userId: 'lan', tabId, order },
  at: { flowId: 'reviews', stepId, name: 'Lan' },
});
const left = (tabId: string, order: number): PresenceNotice => ({ ...notice(tabId, order), at: null });

test('a tab is seen at its flow and step until it leaves', () => {
  const board = createPresenceBoard();
  expect(board.apply(notice('a', 1), 0)).toEqual(['reviews']);
  expect(board.apply(notice('a', 2, 'wait'), 0)).toEqual(['reviews']);
  expect(board.at(flow, 0)).toEqual([{ tabId: 'a', userId: 'lan', name: 'Lan', stepId: 'wait' }]);
  expect(board.apply(left('a', 3), 0)).toEqual(['reviews']);
  expect(board.at(flow, 0)).toEqual([]);
});

test('saying the same again tells nobody, and a notice that was overtaken counts no more', () => {
  const board = createPresenceBoard();
  board.apply(notice('a', 2, 'wait'), 0);
  expect([board.apply(notice('a', 3, 'wait'), 10), board.apply(notice('a', 1, 'other'), 20)]).toEqual([[], []]);
  board.apply(left('a', 5), 30);
  expect([board.apply(notice('a', 4), 40), board.at(flow, 40)]).toEqual([[], []]);
});

test('a tab that goes to another flow leaves the first', () => {
  const board = createPresenceBoard();
  board.apply(notice('a', 1), 0);
  const elsewhere: PresenceNotice = { ...notice('a', 2), at: { flowId: 'vouchers', stepId: null, name: 'Lan' } };
  expect(board.apply(elsewhere, 0)).toEqual(['reviews', 'vouchers']);
  expect(board.at(flow, 0)).toEqual([]);
});

test('a tab that nothing is heard of is gone after 100 seconds', () => {
  const board = createPresenceBoard();
  board.apply(notice('a', 1), 0);
  expect([board.at(flow, 100_000).length, board.at(flow, 100_001).length]).toEqual([1, 0]);
});

test('one person holds 20 tabs, the latest; other people and shops keep theirs', () => {
  const board = createPresenceBoard();
  board.apply({ ...notice('hoa', 1), userId: 'hoa' }, 0);
  board.apply({ ...notice('other', 1), workspaceId: 'other shop' }, 0);
  for (let tab = 1; tab <= 25; tab++) board.apply(notice(`tab${tab}`, 1), tab);
  const tabs = board.at(flow, 30).map(({ tabId }) => tabId);
  expect(tabs).toEqual(['hoa', ...Array.from({ length: 20 }, (_, index) => `tab${index + 6}`)]);
  expect(board.at({ ...flow, workspaceId: 'other shop' }, 30).map(({ tabId }) => tabId)).toEqual(['other']);
});
