import type { FieldDescriptor } from '@noi/node-sdk';
import { expect, test } from 'vitest';
import { aGraph } from '../testing/aGraph.ts';
import { note, testCatalog } from '../testing/testCatalog.ts';
import { compareVersions, type VersionDiff } from './compareVersions.ts';

const before = aGraph().trigger().wait('later').sendZns('send').build();

function compare(after: typeof before): VersionDiff {
  return compareVersions({ before, after, catalog: testCatalog });
}

function withStep(id: string, change: object): typeof before {
  return { ...before, steps: { ...before.steps, [id]: { ...before.steps[id], ...change } as (typeof before.steps)[string] } };
}

test('a changed wait is told in words, before and after', () => {
  const shorter = withStep('later', { wait: { type: 'duration', amount: 1, unit: 'days' } });
  expect(compare(shorter)).toEqual({
    steps: [
      {
        stepId: 'later',
        kind: 'changed',
        title: { vi: 'Đợi 1 ngày', en: 'Wait 1 day' },
        fields: [
          {
            path: 'wait',
            label: { vi: 'Thời gian đợi', en: 'Wait' },
            from: { vi: 'Đợi 3 ngày', en: 'Wait 3 days' },
            to: { vi: 'Đợi 1 ngày', en: 'Wait 1 day' },
          },
        ],
      },
    ],
    wires: [],
    settings: [],
  });
});

test.each([
  [
    'what becomes of a message that nobody can tell was sent',
    { onUnknown: 'resend' },
    [['onUnknown', 'Nếu không biết chắc tin đã gửi hay chưa', 'hỏi người trong shop', 'gửi lại']],
  ],
  ['to ask, which it does without being told: nothing', { onUnknown: 'ask' }, undefined],
  ['a step that is switched off', { disabled: true }, [['disabled', 'Bật hay tắt', 'đang bật', 'đang tắt']]],
  ['a name of its own, of which it had none', { name: 'Cảm ơn' }, [['name', 'Tên bước', undefined, 'Cảm ơn']]],
  ['where it stands, how it is marked, and what was loaded for its form: nothing', { position: { x: 9, y: 9 }, colour: 'pink', dynamic: {} }, undefined],
  [
    'inputs of a node by its own labels, data by its name',
    { input: { phone: '{{ trigger.order.address.phone }}', templateId: '320001', templateData: {} } },
    [
      ['input.phone', 'Số điện thoại người nhận', '“Số điện thoại”', '“SĐT người nhận”'],
      ['input.templateData', 'Nội dung mẫu', '“Tên khách”, “Mã đơn hàng”', 'trống'],
    ],
  ],
])('%s', (_, change, fields) => {
  const told = compare(withStep('send', change)).steps[0]?.fields;
  expect(told?.map(({ path, label, from, to }) => [path, label.vi, from?.vi, to?.vi])).toEqual(fields);
});

test('what becomes of work that nobody can tell was done is told in words of work', () => {
  const one = aGraph().trigger().note('n', 'Xong', { onUnknown: 'resend' }).build();
  const other = aGraph().trigger().note('n', 'Xong', { onUnknown: 'skip' }).build();
  const [field] = compareVersions({ before: one, after: other, catalog: testCatalog }).steps[0]?.fields ?? [];
  expect(field?.label).toEqual({ vi: 'Nếu không biết chắc việc này đã xong hay chưa', en: 'If nobody can tell whether it was done' });
  expect([field?.from?.vi, field?.to?.vi]).toEqual(['làm lại', 'bỏ qua bước này']);
});

test('a step put between two others is one step and three wires', () => {
  const after = aGraph().trigger().wait('later').note('mark').sendZns('send').build();
  const { steps, wires, settings } = compare(after);
  expect(steps).toEqual([{ stepId: 'mark', kind: 'added', title: { vi: 'Ghi chú', en: 'Note' }, fields: [] }]);
  expect(wires.map(({ kind, words }) => `${kind} ${words.vi}`)).toEqual([
    'removed Đợi 3 ngày → Gửi ZNS · Mời đánh giá đơn hàng → Số điện thoại',
    'added Đợi 3 ngày → Ghi chú',
    'added Ghi chú → Gửi ZNS · Mời đánh giá đơn hàng → Số điện thoại',
  ]);
  expect(settings).toEqual([]);
});

test('conditions that read alike in short are still told apart', () => {
  const rule = (value: number) => ({
    combinator: 'and' as const,
    rules: [
      { field: 'trigger.order.total', operator: '>=' as const, value: 1 },
      { field: 'trigger.order.total', operator: '<=' as const, value },
    ],
  });
  const [one, other] = [5, 6].map((value) => aGraph().trigger().if('big', rule(value)).note('n').build());
  if (!one || !other) throw new Error('Two graphs were made');
  const [field] = compareVersions({ before: one, after: other, catalog: testCatalog }).steps[0]?.fields ?? [];
  expect(field?.from?.vi).toBe('Tổng tiền từ 1 ₫ và 1 điều kiện nữa');
  expect(field?.to?.vi).toBe('Tổng tiền từ 1 ₫ và 1 điều kiện nữa (đã sửa)');
});

test('settings of the flow are compared one by one', () => {
  const after = { ...before, settings: { timezone: 'Asia/Tokyo', quietHours: { from: '22:00', to: '07:00' } } };
  expect(compare(after).settings.map(({ path, from, to }) => [path, from?.vi, to?.vi])).toEqual([
    ['timezone', 'Asia/Ho_Chi_Minh', 'Asia/Tokyo'],
    ['quietHours', undefined, '22:00, 07:00'],
  ]);
});

test('rich text is compared in the words that people read', () => {
  const [one, other] = ['Chào bạn', '<h2>Cảm ơn</h2><p>Chào <strong>{{ trigger.order.code }}</strong></p>'].map((letter) =>
    aGraph()
      .trigger()
      .note('n', 'Xong', { input: { text: 'Xong', letter } })
      .build(),
  );
  if (!one || !other) throw new Error('Two graphs were made');
  const [field] = compareVersions({ before: one, after: other, catalog: testCatalog }).steps[0]?.fields ?? [];
  expect([field?.from?.vi, field?.to?.vi]).toEqual(['Chào bạn', 'Cảm ơn Chào “Mã đơn hàng”']);
});

test('files are counted, for their ids say nothing to anybody', () => {
  const files: FieldDescriptor = { key: 'files', type: 'list', label: { vi: 'Tệp', en: 'Files' }, required: false, format: 'file' };
  const withFiles = (...ids: string[]) =>
    aGraph()
      .trigger()
      .note('n', 'Xong', { input: { text: 'Xong', files: ids } })
      .build();
  const catalog = { ...testCatalog, action: () => ({ ...note, input: [...note.input, files] }) };
  const [field] = compareVersions({ before: withFiles('a'), after: withFiles('a', 'b'), catalog }).steps[0]?.fields ?? [];
  expect([field?.from, field?.to]).toEqual([
    { vi: '1 tệp', en: '1 file' },
    { vi: '2 tệp', en: '2 files' },
  ]);
});
