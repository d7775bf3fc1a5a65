import { expect, test } from 'vitest';
import { aBranch, aCase, aGraph, znsStep } from '../testing/aGraph.ts';
import { testCatalog } from '../testing/testCatalog.ts';
import type { FlowGraph, RuleGroup, Wait } from './FlowGraph.ts';
import { stepSummary, stepTitle } from './stepTitle.ts';

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
