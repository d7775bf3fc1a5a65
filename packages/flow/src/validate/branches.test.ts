import { expect, test } from 'vitest';
import type { FlowGraph, StepOf } from '../graph/FlowGraph.ts';
import { aBranch, aCase, aGraph, type GraphBuilder } from '../testing/aGraph.ts';
import { testCatalog, testConnections } from '../testing/testCatalog.ts';
import { validateGraph } from './validateGraph.ts';

const issuesOf = (graph: FlowGraph) => validateGraph({ graph, catalog: testCatalog, connections: testConnections });
const check = (graph: FlowGraph) =>
  issuesOf(graph).map(({ code, severity, stepId, field }) => [code, severity, stepId, field].filter((part) => part).join(' '));

/** Every way out leads to a note of its own. */
function wired(drawn: GraphBuilder, id: string, ports: readonly string[]): FlowGraph {
  return ports.reduce((at, port) => at.from(id, port).note(`to_${port}`), drawn).build();
}
const cases = (...list: StepOf<'switch'>['cases']) =>
  wired(aGraph().trigger().switch('which', list), 'which', [...new Set(list.map(({ id }) => id)), 'otherwise']);
const split = (list: StepOf<'split'>['branches'], extra: Partial<StepOf<'split'>> = {}) => {
  const ports = [...new Set(list.map(({ id }) => id)), ...(extra.heldOut === undefined ? [] : ['heldOut'])];
  return wired(aGraph().trigger().split('split', list, extra), 'split', ports);
};
const two = [aBranch('a'), aBranch('b')];
const rule = (field: string, value: unknown = 1) => ({ combinator: 'and' as const, rules: [{ field, operator: '>' as const, value }] });

test.each<[string, FlowGraph, string[]]>([
  ['a switch that is right', cases(aCase('big'), aCase('small')), []],
  ['a switch without cases', cases(), ['branches_invalid error which cases']],
  ['a case without a condition', cases(aCase('big', { rule: { combinator: 'and', rules: [] } })), ['rule_empty error which cases.0.rule']],
  ['a case without data', cases(aCase('big'), aCase('small', { rule: rule('') })), ['rule_invalid error which cases.1.rule']],
  ['a case on data that is not there', cases(aCase('big', { rule: rule('trigger.order.weight') })), ['data_unknown error which cases.0.rule']],
  [
    'a case compared with text that cannot be read',
    cases(aCase('big', { rule: rule('trigger.order.total', '{{') })),
    ['template_invalid error which cases.0.rule'],
  ],
  ['two cases with one id', cases(aCase('big'), aCase('big')), ['branches_invalid error which cases.1.label']],
  ['two cases with one name', cases(aCase('big'), aCase('small', { label: 'big' })), ['branches_invalid error which cases.1.label']],
  ['cases without names', cases(aCase('big', { label: '' }), aCase('small', { label: '' })), []],
  [
    'a switch without wires',
    aGraph()
      .trigger()
      .switch('which', [aCase('big')])
      .build(),
    ['branch_unwired warning which port.big', 'branch_unwired warning which port.otherwise'],
  ],
  [
    'a wire from a case that is gone',
    aGraph()
      .trigger()
      .switch('which', [aCase('big')])
      .note('one')
      .from('which', 'small')
      .note('two')
      .from('which', 'otherwise')
      .note('rest')
      .build(),
    ['wire_broken error which'],
  ],
  ['a split that is right', split(two), []],
  ['a split with a held-out share', split([aBranch('a')], { heldOut: 1 }), []],
  ['a split without branches', split([]), ['branches_invalid error split branches']],
  ['a split with one branch', split([aBranch('a')]), ['branches_invalid error split branches']],
  ['a weight of nothing', split([aBranch('a', { weight: 0 }), aBranch('b')]), ['branches_invalid error split branches.0.weight']],
  ['a weight below nothing', split([aBranch('a'), aBranch('b', { weight: -1 })]), ['branches_invalid error split branches.1.weight']],
  ['half a weight', split([aBranch('a', { weight: 0.5 }), aBranch('b')]), ['branches_invalid error split branches.0.weight']],
  ['a weight beyond all buckets', split([aBranch('a', { weight: 10_001 }), aBranch('b')]), ['branches_invalid error split branches.0.weight']],
  ['nobody held out', split(two, { heldOut: 0 }), ['branches_invalid error split heldOut']],
  ['two branches with one id', split([aBranch('a'), aBranch('a')]), ['branches_invalid error split branches.1.label']],
  ['a split by data that is not there', split(two, { by: 'trigger.order.weight' }), ['data_unknown error split by']],
  ['a split by optional data', split(two, { by: 'trigger.order.note' }), []],
  ['a failure that is right', aGraph().trigger().fail('bad').build(), []],
  ['a failure without a reason', aGraph().trigger().fail('bad', ' ').build(), ['field_required error bad reason']],
  ['a reason with a hole', aGraph().trigger().fail('bad', '{{ trigger.order.note }}').build(), ['data_may_be_missing error bad reason']],
  ['a reason that cannot be read', aGraph().trigger().fail('bad', '{{').build(), ['template_invalid error bad reason']],
])('%s', (_name, graph, issues) => {
  expect(check(graph)).toEqual(issues);
});

test('words are those of the shop', () => {
  const words = (graph: FlowGraph) => issuesOf(graph).map(({ message }) => message.vi);
  expect(words(split([aBranch('a', { label: '', weight: 0 }), aBranch('b')]))).toEqual(['Tỷ lệ của “Nhánh A” phải là số nguyên từ 1 đến 10.000.']);
  expect(
    words(
      aGraph()
        .trigger()
        .switch('which', [aCase('big', { label: 'Đơn lớn' })])
        .note('note')
        .build(),
    ),
  ).toEqual(['Nhánh “Còn lại” chưa nối với bước nào. Lượt chạy vào nhánh này sẽ kết thúc tại đây.']);
});
