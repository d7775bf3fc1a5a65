import { expect, test } from 'vitest';
import { arrangeFlows, type Flow, type FlowPlace, type FlowView, wholeView } from './arrangeFlows.ts';

const aFlow = (id: string, name: string, change: Partial<Flow> = {}): Flow => ({
  ...{ id, name, status: 'draft', liveVersion: null, isChanged: false, updatedAt: `2026-11-2${id}T00:00:00.000Z` },
  ...{ runs: { active: 0, failed: 0, total: 0 }, lastRunAt: null, quiet: null, issues: { errors: 0 }, trigger: null },
  ...{ takesLists: false, packages: [], connections: [] },
  ...change,
});
const flows = [
  aFlow('1', 'Đơn hàng giao xong', { runs: { active: 0, failed: 2, total: 9 } }),
  aFlow('2', 'An toàn kho', { trigger: { vi: 'Khi sắp hết hàng', en: 'When stock is low' } }),
  aFlow('3', 'Ăn mừng sinh nhật', { runs: { active: 0, failed: 0, total: 20 } }),
];
const places = new Map<string, FlowPlace>([
  ['1', { folderId: 'after', tags: ['zalo', 'giao hàng'], isStarred: false }],
  ['2', { folderId: null, tags: ['zalo'], isStarred: true }],
]);
const shown = (view: Partial<FlowView>) => arrangeFlows(flows, places, { ...wholeView, ...view }).map(({ id }) => id);

test.each<[string, Partial<FlowView>, string[]]>([
  ['favourites, then the latest change', {}, ['2', '3', '1']],
  ['by name, tone marks aside', { sort: 'name' }, ['2', '3', '1']],
  ['by runs', { sort: 'runs' }, ['2', '3', '1']],
  ['by failed runs', { sort: 'failed' }, ['2', '1', '3']],
  ['found without tone marks', { query: 'don hang' }, ['1']],
  ['found by what starts it, in either language', { query: 'stock' }, ['2']],
  ['found by a tag', { query: 'giao hang' }, ['1']],
  ['a folder', { shelf: 'after' }, ['1']],
  ['favourites', { shelf: 'starred' }, ['2']],
  ['in no folder', { shelf: 'none' }, ['2', '3']],
  ['every chosen tag', { tags: ['zalo', 'giao hàng'] }, ['1']],
  ['nothing', { query: 'khong co' }, []],
])('%s', (_name, view, ids) => {
  expect(shown(view)).toEqual(ids);
});
