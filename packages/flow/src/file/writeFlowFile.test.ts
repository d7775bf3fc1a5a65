import { expect, test } from 'vitest';
import { aGraph, testCatalog } from '../testing/index.ts';
import { FlowFile } from './FlowFile.ts';
import { writeFlowFile } from './writeFlowFile.ts';

const graph = aGraph()
  .trigger('trigger', { connectionId: 'conn-haravan' })
  .sendZns('send', {
    connectionId: 'conn-zalo',
    onUnknown: 'skip',
    input: { phone: '0912 345 678', templateId: '320001', templateData: {} },
    dynamic: { templateData: { madeFor: '{}', title: 'Mời đánh giá', previewUrl: 'https://account.example/preview?token=abc', fields: [] } },
  })
  .note('call', 'Xong', {
    input: {
      text: 'Chào {{ trigger.customer.name }}',
      url: 'https://shop:matkhau@api.example/v1?api_key=k-123&page=2',
      headers: { Authorization: 'Bearer abcdefgh12345678', 'X-Trace': 'on', 'X-Api-Key': '{{ trigger.order.code }}' },
      more: [{ name: 'X-Secret', value: 'rat-bi-mat' }],
    },
  })
  .approval('ask', { approvers: ['chu@shop.vn'] })
  .subflow('again', 'flow-of-this-shop')
  .waitForEvent('paid', { connectionId: 'conn-haravan' })
  .settings({ goal: { node: 'core.orderDelivered', nodeVersion: 1, belongs: 'order', connectionId: 'conn-haravan' } })
  .build();

const people = {
  order: { code: '100020', total: 990_000, note: 'Gọi 0987654321', customer: { name: 'Trần Văn Bình', phone: '+84987654321', email: 'binh@that.vn' } },
};
const tests = [
  {
    name: 'Đơn giao xong',
    scenario: {
      event: { type: 'order.created' as const, payload: people },
      startAt: '2026-11-22T03:00:00.000Z',
      days: 7,
      events: [{ afterMinutes: 5, type: 'order.created' as const, payload: people }],
      approve: 'approved' as const,
    },
    expectations: [{ type: 'messages' as const, is: 'exactly' as const, count: 1 }],
  },
];

const file = writeFlowFile({ name: 'Mời đánh giá', graph, tests, catalog: testCatalog, versionOf: (id) => (id === 'core' ? '1.2.0' : undefined) });
const text = JSON.stringify(file);

test('a file holds no account, secret, person or anything of this shop', () => {
  expect(text).not.toMatch(/conn-|0912 345|matkhau|k-123|abcdefgh|rat-bi-mat|chu@|flow-of-this-shop|account\.example|Bình|987654|binh@/);
});

test('what the flow itself needs stays', () => {
  expect(FlowFile.parse(file)).toEqual(file);
  expect(file.packages).toEqual([
    { id: 'core', version: '1.2.0' },
    { id: 'zalo', version: '' },
  ]);
  expect(file.graph.steps.call).toMatchObject({
    input: {
      text: 'Chào {{ trigger.customer.name }}',
      url: 'https://api.example/v1?api_key=&page=2',
      headers: { Authorization: '', 'X-Trace': 'on', 'X-Api-Key': '{{ trigger.order.code }}' },
    },
  });
  expect(file.graph.steps.send).toMatchObject({ onUnknown: 'skip' });
  expect(Object.keys(file.graph.steps)).toEqual(Object.keys(graph.steps));
  expect(file.graph.edges).toEqual(graph.edges);
});

test('what was left out is listed by step and field', () => {
  expect(file.left).toEqual([
    { stepId: 'send', field: 'phone' },
    { stepId: 'call', field: 'url' },
    { stepId: 'call', field: 'headers.Authorization' },
    { stepId: 'call', field: 'more.0.value' },
    { stepId: 'ask', field: 'approvers' },
    { stepId: 'again', field: 'flowId' },
  ]);
});

test('people in its tests are made up, and the same person stays the same', () => {
  const scenario = file.tests[0]?.scenario;
  const madeUp = {
    code: '100020',
    total: 990_000,
    note: 'Giao giờ hành chính',
    customer: { name: 'Nguyễn Thị Lan', phone: '+84912345678', email: 'lan@example.com' },
  };
  expect(scenario?.event?.payload).toEqual({ order: madeUp });
  expect(scenario?.events[0]?.payload).toEqual({ order: madeUp });
});
