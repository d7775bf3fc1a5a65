import type { FieldDescriptor } from '@noi/node-sdk';
import { expect, test } from 'vitest';
import { dataByPath, dataTree, pillLabel, sampleWords } from './dataTree.ts';

const text = (vi: string) => ({ vi, en: vi });
const code: FieldDescriptor = { key: 'code', type: 'text', label: text('Mã đơn hàng'), required: true, sample: '100020' };
const total: FieldDescriptor = { key: 'total', type: 'number', label: text('Tổng tiền'), required: true, format: 'money' };
const lines: FieldDescriptor = {
  key: 'lines',
  type: 'list',
  label: text('Các món'),
  required: true,
  fields: [{ key: 'title', type: 'text', label: text('Tên hàng'), required: true }],
};
const order: FieldDescriptor = { key: 'order', type: 'object', label: text('Đơn hàng'), required: true, fields: [code, total, lines] };
const body: FieldDescriptor = { key: 'body', type: 'any', label: text('Nội dung'), required: true };

const branches = dataTree([
  {
    stepId: 'trigger',
    root: 'trigger',
    title: text('Đơn hàng giao xong'),
    fields: [order, body],
    sample: { order: { code: '100020', total: 1250000, lines: [{ title: 'Nhà giả kim' }] }, body: { ten: 'Lan' } },
  },
  { stepId: 'zns_1', root: 'steps.zns_1', title: text('Gửi ZNS'), fields: [{ ...code, key: 'messageId', label: text('Mã tin') }], sample: {} },
]);
const byPath = dataByPath(branches);

test('a pill of the trigger is called by its group and name', () => {
  expect(pillLabel('trigger.order.code', byPath)).toEqual({ label: text('Đơn hàng › Mã đơn hàng'), isKnown: true });
});

test('a pill of a step begins with the step', () => {
  expect(pillLabel('steps.zns_1.messageId', byPath).label).toEqual(text('Gửi ZNS › Mã tin'));
});

test('data inside something open is known by its path, data that is gone is not', () => {
  expect(pillLabel('trigger.body.sdt', byPath)).toEqual({ label: text('Nội dung › sdt'), isKnown: true });
  expect(pillLabel('steps.gone_1.x', byPath).isKnown).toBe(false);
});

test('samples read as people write them', () => {
  const node = byPath.get('trigger.order.total');
  expect(node && sampleWords(node, 'vi')).toBe('1.250.000 ₫');
});

test('the first item stands for a list, and what a webhook sent shows by its sample', () => {
  expect([...byPath.keys()]).toEqual(expect.arrayContaining(['trigger.order.lines[0].title', 'trigger.body.ten']));
  expect(byPath.get('trigger.order')?.isInsertable).toBe(false);
});
