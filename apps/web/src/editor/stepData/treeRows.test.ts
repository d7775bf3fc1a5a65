import type { FieldDescriptor } from '@noi/node-sdk';
import { expect, test } from 'vitest';
import { dataTree, sampleWords } from './dataTree.ts';
import { treeRows } from './treeRows.ts';

const text = (vi: string) => ({ vi, en: vi });
const field = (key: string, vi: string, more: Partial<FieldDescriptor> = {}): FieldDescriptor => ({
  key,
  type: 'text',
  label: text(vi),
  required: true,
  ...more,
});
const customer = field('customer', 'Khách hàng', { type: 'object', fields: [field('name', 'Tên khách', { sample: 'Lan' })] });
const order = field('order', 'Đơn hàng', { type: 'object', fields: [field('code', 'Mã đơn hàng', { sample: '100020' }), customer] });
const source = { stepId: 'trigger', root: 'trigger', title: text('Đơn giao xong'), fields: [order], sample: { order: { code: '100020' } } };

const lines = (query: string, toggled: readonly string[] = []) =>
  treeRows(dataTree([source]), { query, toggled: new Set(toggled) }).map((row) => (row.kind === 'source' ? row.title.vi : `${row.kind} ${row.key}`));

test('outer groups begin open, inner ones closed, and each can be turned', () => {
  expect(lines('')).toEqual(['Đơn giao xong', 'group trigger.order', 'datum trigger.order.code', 'group trigger.order.customer']);
  expect(lines('', ['trigger.order'])).toEqual(['Đơn giao xong', 'group trigger.order']);
  expect(lines('', ['trigger.order.customer'])).toContain('datum trigger.order.customer.name');
});

test('a search without tone marks finds what lies in closed groups, and nothing leaves no heading', () => {
  expect(lines('ten khach')).toEqual(['Đơn giao xong', 'datum trigger.order.customer.name']);
  expect(lines('xyz')).toEqual([]);
});

test.each(['real', 'simulated', 'pinned'] as const)('%s data takes the place of the sample, and what did not come stays empty', (by) => {
  const [branch] = dataTree([source], { trigger: { by, data: { order: { code: '777' } } } });
  const rows = branch ? treeRows([branch], { query: 'a', toggled: new Set() }) : [];
  expect(rows.flatMap((row) => (row.kind === 'datum' ? [sampleWords(row.node, 'vi')] : []))).toEqual(['777', '']);
  expect(branch).toMatchObject({ givenBy: by, source: { sample: { order: { code: '777' } } } });
});
