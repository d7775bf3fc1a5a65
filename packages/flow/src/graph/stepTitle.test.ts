import { expect, test } from 'vitest';
import { aBranch, aCase, aGraph, znsStep } from '../testing/aGraph.ts';
import { testCatalog } from '../testing/testCatalog.ts';
import type { FlowGraph, RuleGroup, Wait } from './FlowGraph.ts';
import { stepSummary } from './stepSummary.ts';
import { stepTitle } from './stepTitle.ts';

function titleOf(graph: FlowGraph, id: string): string {
  const step = graph.steps[id];
  if (!step) throw new Error(`no step ${id}`);
  const { vi, en } = stepTitle({ step, graph, catalog: testCatalog });
  return `${vi} | ${en}`;
}

test.each<[Wait, string]>([
  [{ type: 'duration', amount: 3, unit: 'days' }, 'Đợi 3 ngày | Wait 3 days'],
  [{ type: 'duration', amount: 1, unit: 'weeks' }, 'Đợi 1 tuần | Wait 1 week'],
  [{ type: 'duration', amount: 1.5, unit: 'hours' }, 'Đợi 1,5 giờ | Wait 1.5 hours'],
  [{ type: 'timeOfDay', time: '09:00' }, 'Đợi đến 09:00 | Wait until 09:00'],
  [{ type: 'until', at: '2026-12-25T14:30' }, 'Đợi đến 25/12/2026 14:30 | Wait until 25/12/2026 14:30'],
  [{ type: 'until', at: '{{ trigger.deliveredAt }}' }, 'Đợi đến “Giao lúc” | Wait until “Delivered at”'],
  [{ type: 'until', at: '' }, 'Đợi đến ngày | Wait until a date'],
  [
    { type: 'offset', at: '{{ trigger.deliveredAt }}', direction: 'before', amount: 2, unit: 'days', time: '09:00' },
    'Đợi đến 2 ngày trước “Giao lúc” lúc 09:00 | Wait until 2 days before “Delivered at” at 09:00',
  ],
  [{ type: 'offset', at: '2026-12-25', direction: 'after', amount: 1, unit: 'hours' }, 'Đợi đến 1 giờ sau 25/12/2026 | Wait until 1 hour after 25/12/2026'],
  [{ type: 'offset', at: '{{ trigger.deliveredAt }}', direction: 'after', amount: 0, unit: 'days' }, 'Đợi đến “Giao lúc” | Wait until “Delivered at”'],
  [{ type: 'weekday', days: [7, 1], time: '08:00' }, 'Đợi đến 08:00 Thứ Hai, Chủ nhật | Wait until 08:00 on Monday, Sunday'],
  [{ type: 'businessHours' }, 'Đợi đến giờ mở cửa | Wait until opening hours'],
])('%j', (wait, title) => {
  expect(titleOf(aGraph().trigger().wait('wait', wait).build(), 'wait')).toBe(title);
});

test.each<[RuleGroup, string]>([
  [
    { combinator: 'and', rules: [{ field: 'trigger.order.total', operator: '>=', value: 1000000 }] },
    'Nếu Tổng tiền từ 1.000.000 ₫ | If Total is at least 1.000.000 ₫',
  ],
  [{ combinator: 'and', not: true, rules: [{ field: 'trigger.order.note', operator: 'null' }] }, 'Nếu không phải: Ghi chú bị trống | Unless Note is empty'],
  [
    {
      combinator: 'or',
      rules: [
        { field: 'trigger.order.code', operator: 'in', value: ['1', '2'] },
        { combinator: 'and', rules: [{ field: 'trigger.order.total', operator: '>', value: 1 }] },
      ],
    },
    'Nếu Mã đơn hàng là một trong 1, 2 hoặc 1 điều kiện nữa | If Order code is one of 1, 2 or 1 more condition',
  ],
  [
    { combinator: 'and', rules: [{ field: 'trigger.order.total', operator: 'between', value: [100000, 500000] }] },
    'Nếu Tổng tiền từ 100.000 ₫ đến 500.000 ₫ | If Total is between 100.000 ₫ and 500.000 ₫',
  ],
  [{ combinator: 'and', rules: [{ field: 'trigger.order.total', operator: 'between' }] }, 'Nếu Tổng tiền từ … đến … | If Total is between … and …'],
  [
    { combinator: 'and', rules: [{ field: 'trigger.deliveredAt', operator: 'withinLast', value: { amount: 3, unit: 'days' } }] },
    'Nếu Giao lúc trong 3 ngày vừa qua | If Delivered at is within the last 3 days',
  ],
  [
    { combinator: 'and', rules: [{ field: 'trigger.deliveredAt', operator: 'withinNext', value: { amount: 1, unit: 'hours' } }] },
    'Nếu Giao lúc trong 1 giờ sắp tới | If Delivered at is within the next 1 hour',
  ],
  [
    { combinator: 'and', rules: [{ field: 'trigger.deliveredAt', operator: 'notWithinLast', value: { amount: 2, unit: 'weeks' } }] },
    'Nếu Giao lúc đã qua hơn 2 tuần | If Delivered at is longer ago than 2 weeks',
  ],
  [
    { combinator: 'and', rules: [{ field: 'trigger.order.note', operator: 'containsAny', value: ['gấp', 'nhanh'] }] },
    'Nếu Ghi chú có chứa một trong gấp, nhanh | If Note contains any of gấp, nhanh',
  ],
  [{ combinator: 'and', rules: [] }, 'Điều kiện | Condition'],
])('%j', (rule, title) => {
  expect(titleOf(aGraph().trigger().if('if', rule).build(), 'if')).toBe(title);
});

test('an action is called by its node, what was chosen and whom it reaches', () => {
  expect(titleOf(aGraph().trigger().sendZns('send').build(), 'send')).toBe(
    'Gửi ZNS · Mời đánh giá đơn hàng → Số điện thoại | Send ZNS · Mời đánh giá đơn hàng → Phone',
  );
  const typed = { input: { ...znsStep('x').input, phone: '84912345678' }, dynamic: {} };
  expect(titleOf(aGraph().trigger().sendZns('send', typed).build(), 'send')).toBe('Gửi ZNS → 0912 345 678 | Send ZNS → 0912 345 678');
  expect(titleOf(aGraph().trigger().sendZns('send', { node: 'gone.node' }).build(), 'send')).toBe(
    'Bước này không còn dùng được | This step is no longer available',
  );
});

test("the user's own name wins, and the sentence moves to the summary", () => {
  const graph = aGraph().trigger().wait('wait', undefined, { name: 'Nghỉ' }).wait('plain').build();
  expect(titleOf(graph, 'wait')).toBe('Nghỉ | Nghỉ');
  const [wait, plain] = [graph.steps.wait, graph.steps.plain];
  expect(wait && stepSummary({ step: wait, graph, catalog: testCatalog })).toEqual({ vi: 'Đợi 3 ngày', en: 'Wait 3 days' });
  expect(plain && stepSummary({ step: plain, graph, catalog: testCatalog })).toEqual({ vi: 'Đợi rồi đi tiếp', en: 'Waits, then goes on' });
});

test('branches are named, with their shares', () => {
  const cases = [aCase('big', { label: 'Đơn lớn' }), aCase('gift', { label: '' })];
  expect(titleOf(aGraph().trigger().switch('which', cases).build(), 'which')).toBe('Chia nhánh · Đơn lớn, Trường hợp 2 | Branch · Đơn lớn, Case 2');
  const branches = [aBranch('a', { label: '' }), aBranch('b', { label: 'Mới', weight: 2 })];
  expect(titleOf(aGraph().trigger().split('split', branches).build(), 'split')).toBe(
    'Chia thử A/B · Nhánh A 33,3% · Mới 66,7% | A/B split · Branch A 33.3% · Mới 66.7%',
  );
  expect(titleOf(aGraph().trigger().switch('which', []).build(), 'which')).toBe('Chia nhánh | Branch');
});

test('a failure shows its reason with the data by name', () => {
  expect(titleOf(aGraph().trigger().fail('bad').build(), 'bad')).toBe('Báo lỗi · Đơn “Mã đơn hàng” bị trùng | Fail · Đơn “Order code” bị trùng');
  expect(titleOf(aGraph().trigger().fail('bad', '').build(), 'bad')).toBe('Báo lỗi | Fail');
});

const rule = (field: string, value: unknown = 'x'): RuleGroup => ({ combinator: 'and', rules: [{ field, operator: '=', value }] });

test.each<[string, FlowGraph, string]>([
  [
    'an approval shows how its question begins',
    aGraph().trigger().approval('at').build(),
    'Xin duyệt · Hoàn tiền đơn “Mã đơn hàng”? | Approval · Hoàn tiền đơn “Order code”?',
  ],
  [
    'a long question',
    aGraph()
      .trigger()
      .approval('at', { question: `Dài\n${'x'.repeat(90)}` })
      .build(),
    `Xin duyệt · Dài ${'x'.repeat(76)}… | Approval · Dài ${'x'.repeat(76)}…`,
  ],
  ['an approval without a question', aGraph().trigger().approval('at', { question: '' }).build(), 'Xin duyệt | Approval'],
  ['a list by name', aGraph().trigger().forEach('at').build(), 'Với từng mục của “Các món” | For each of “Lines”'],
  ['no list', aGraph().trigger().forEach('at', { list: '' }).build(), 'Lặp qua danh sách | For each item'],
  ['until a condition holds', aGraph().trigger().repeat('at').build(), 'Lặp lại đến khi Vòng thứ từ 3 | Repeat until Round is at least 3'],
  [
    'until it no longer holds',
    aGraph()
      .trigger()
      .repeat('at', { until: { ...rule('trigger.order.note'), not: true } })
      .build(),
    'Lặp lại đến khi không còn: Ghi chú là x | Repeat until not: Note is x',
  ],
  [
    'without a condition',
    aGraph()
      .trigger()
      .repeat('at', { until: { combinator: 'and', rules: [] } })
      .build(),
    'Lặp lại | Repeat',
  ],
  ['an awaited event', aGraph().trigger().waitForEvent('at').build(), 'Đợi đến khi · Khi đơn hàng giao xong | Wait until · When an order is delivered'],
  [
    'an awaited event with a time-out',
    aGraph()
      .trigger()
      .waitForEvent('at', { timeout: { amount: 2, unit: 'days' } })
      .build(),
    'Đợi đến khi · Khi đơn hàng giao xong · tối đa 2 ngày | Wait until · When an order is delivered · 2 days at most',
  ],
  ['a flow that is known', aGraph().trigger().subflow('at', 'called').build(), 'Chạy quy trình “Hỏi thăm” | Run “Hỏi thăm”'],
  ['a flow that is not', aGraph().trigger().subflow('at', 'other').build(), 'Chạy quy trình khác | Run another flow'],
  ['a reason to stop', aGraph().trigger().stop('at', 'Khách đã mua').build(), 'Dừng · Khách đã mua | Stop · Khách đã mua'],
])('%s', (_name, graph, title) => {
  const flows = [{ id: 'called', name: 'Hỏi thăm', inputs: [], outputs: [], isPublished: true }];
  const step = graph.steps.at;
  const { vi, en } = step ? stepTitle({ step, graph, catalog: { ...testCatalog, flows } }) : { vi: '', en: '' };
  expect(`${vi} | ${en}`).toBe(title);
});

test('an awaited event says whose it is, and on what condition', () => {
  const summary = (drawn: FlowGraph) => {
    const step = drawn.steps.at;
    return step && stepSummary({ step, graph: drawn, catalog: testCatalog }).vi;
  };
  expect(summary(aGraph().trigger().waitForEvent('at', { belongs: 'order' }).build())).toBe('Đợi sự kiện của đơn hàng này');
  expect(
    summary(
      aGraph()
        .trigger()
        .waitForEvent('at', { rule: rule('event.order.code', '{{ trigger.order.code }}') })
        .build(),
    ),
  ).toBe('Đợi sự kiện của khách hàng này, khi Mã đơn hàng là Mã đơn hàng');
});
