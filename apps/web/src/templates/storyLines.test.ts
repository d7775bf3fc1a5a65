import { expect, test } from 'vitest';
import type { EditorCatalog } from '../editor/catalog/EditorCatalog.ts';
import { createEditorCatalog } from '../editor/catalog/EditorCatalog.ts';
import { storyLines, type Template } from './storyLines.ts';

const trigger = (id: string, event: string, vi: string, source?: string) => ({
  ...{ kind: 'trigger', id, version: 1, packageId: 'core', title: { vi, en: vi }, summary: { vi, en: vi }, event, keywords: [], output: [], sample: {} },
  ...(source === undefined ? {} : { source }),
});
const triggers = [
  trigger('shop.orderCreated', 'order.created', 'Haravan: đơn mới', 'shop'),
  trigger('core.orderCreated', 'order.created', 'Có đơn hàng mới'),
  trigger('shop.wrote', 'message.replied', 'Khách nhắn tin cho OA', 'shop'),
];
const packages = [{ id: 'core', version: '1', title: { vi: 'Cơ bản', en: 'Basics' }, icon: '', connections: [], triggers, actions: [] }];
const catalog: EditorCatalog = createEditorCatalog(packages as unknown as Parameters<typeof createEditorCatalog>[0]);

test('an example is told in sentences: what comes in by the broadest name of its event, then what is expected', () => {
  const position = { x: 0, y: 0 };
  const template: Pick<Template, 'graph' | 'story'> = {
    graph: {
      schema: 1,
      settings: { timezone: 'Asia/Ho_Chi_Minh' },
      steps: { rest: { id: 'rest', kind: 'wait', name: 'Nghỉ một ngày', position, wait: { type: 'duration', amount: 1, unit: 'days' } } },
      edges: [],
    },
    story: {
      scenario: {
        event: { type: 'order.created', payload: {} },
        ...{ startAt: '2026-11-22T03:00:00.000Z', days: 2, approve: 'approved' },
        events: [{ afterMinutes: 90, type: 'message.replied', payload: {} }],
      },
      expects: [
        { type: 'passes', stepId: 'rest' },
        { type: 'ends', state: 'done' },
      ],
    },
  };
  expect(storyLines(template, catalog)).toEqual({
    comesIn: [
      { when: { vi: 'ngay khi bắt đầu', en: 'at the start' }, what: { vi: 'Có đơn hàng mới', en: 'Có đơn hàng mới' } },
      { when: { vi: 'sau 1 giờ 30 phút', en: '1 hour 30 minutes after the start' }, what: { vi: 'Khách nhắn tin cho OA', en: 'Khách nhắn tin cho OA' } },
    ],
    happens: [
      { vi: 'Đi qua “Nghỉ một ngày”', en: 'Passes “Nghỉ một ngày”' },
      { vi: 'Đi hết quy trình', en: 'Goes to the end' },
    ],
  });
});
