import { expect, test } from 'vitest';
import { applyCommand } from '../edit/applyCommand.ts';
import { invertCommand } from '../edit/invertCommand.ts';
import type { FlowGraph } from '../graph/FlowGraph.ts';
import { aCase, aGraph, znsStep } from '../testing/aGraph.ts';
import { testCatalog } from '../testing/testCatalog.ts';
import { findTexts } from './findTexts.ts';
import { matchText } from './matchText.ts';
import { replaceTexts } from './replaceTexts.ts';

test.each<[string, string, string, boolean, string[]]>([
  ['case aside', 'Đơn hàng, đơn HÀNG', 'ĐƠN hàng', false, ['Đơn hàng', 'đơn HÀNG']],
  ['tone marks count', 'Đà Nẵng da nang', 'da nang', false, ['da nang']],
  ['unless they are left aside', 'Đà Nẵng da nang', 'da nang', true, ['Đà Nẵng', 'da nang']],
  ['however letters are encoded', 'Cho\u0302\u0300ng', 'chồng', false, ['Cho\u0302\u0300ng']],
  ['not inside a letter with marks', 'e\u0302', 'e', false, []],
  ['without marks the letter is found whole', 'xe\u0302p', 'e', true, ['e\u0302']],
  ['side by side, not overlapping', 'aaaaa', 'aa', false, ['aa', 'aa']],
  ['letters outside of the basic plane', 'a😀b😀', '😀', false, ['😀', '😀']],
  ['nothing', 'abc', '', false, []],
  ['a lone mark', 'e\u0301', '\u0301', true, []],
])('%s', (_name, text, query, ignoreMarks, found) => {
  expect(matchText(text, query, ignoreMarks).map(({ from, to }) => text.slice(from, to))).toEqual(found);
});

const graph: FlowGraph = {
  ...aGraph()
    .trigger('trigger', { name: 'Khách mua ở Huế' })
    .switch('switch', [
      aCase('hue', {
        label: 'Huế',
        rule: { combinator: 'and', rules: [{ combinator: 'or', rules: [{ field: 'trigger.order.note', operator: 'in', value: ['Huế', 'hue'] }] }] },
      }),
    ])
    .note('note', 'Về Huế, {{ trigger.customer.name | fallback: "khách Huế" }}')
    .approval('ask', { question: 'Gửi quà Huế?' })
    .sendZns('send', { input: { ...znsStep('send').input, templateId: '320001' } })
    .stop('stop', 'Khách Huế xong')
    .build(),
  notes: { n1: { id: 'n1', text: 'Huế nghỉ lễ', position: { x: 0, y: 0 }, width: 200, height: 100, colour: 'yellow' } },
  groups: { g1: { id: 'g1', title: 'Khách Huế', colour: 'blue', members: ['note'] } },
};
const request = { graph, catalog: testCatalog, ignoreMarks: false };

test('names, branches, conditions, messages, questions, notes and groups are read; pills and choices are not', () => {
  const found = findTexts({ ...request, query: 'huế' });
  expect(found.map(({ key, before, hit, after }) => [key, `${before}[${hit}]${after}`])).toEqual([
    ['step:trigger:name:0:12', 'Khách mua ở [Huế]'],
    ['step:switch:cases.0.label:0:0', '[Huế]'],
    ['step:switch:cases.0.rule.rules.0.rules.0.value.0:0:0', '[Huế]'],
    ['step:note:input.text:0:3', 'Về [Huế], '],
    ['step:ask:question:0:8', 'Gửi quà [Huế]?'],
    ['step:stop:reason:0:6', 'Khách [Huế] xong'],
    ['note:n1:text:0:0', '[Huế] nghỉ lễ'],
    ['group:g1:title:0:6', 'Khách [Huế]'],
  ]);
  expect(findTexts({ ...request, query: '320001' })).toEqual([]);
  expect(findTexts({ ...request, query: '' })).toEqual([]);
});

test('one place is replaced, or all of them as one step of undo; pills stay', () => {
  const one = replaceTexts({ ...request, query: 'huế', replacement: 'Đà Nẵng', only: 'step:note:input.text:0:3' });
  expect(one).toMatchObject({ count: 1, tooLong: 0, command: { type: 'step.change', step: { id: 'note' } } });
  const all = replaceTexts({ ...request, query: 'hue', ignoreMarks: true, replacement: 'Vinh' });
  expect(all).toMatchObject({ count: 9, tooLong: 0, command: { type: 'batch' } });
  if (!all.command) throw new Error('There is something to replace');
  const after = applyCommand(graph, all.command);
  expect(after.steps.note).toMatchObject({ input: { text: 'Về Vinh, {{ trigger.customer.name | fallback: "khách Huế" }}' } });
  expect(after.steps.switch).toMatchObject({ cases: [{ label: 'Vinh', rule: { rules: [{ rules: [{ value: ['Vinh', 'Vinh'] }] }] } }] });
  expect([after.notes?.n1?.text, after.groups?.g1?.title]).toEqual(['Vinh nghỉ lễ', 'Khách Vinh']);
  expect(applyCommand(after, invertCommand(graph, all.command))).toEqual(graph);
});

test('what would be too long stays as it is, and is told', () => {
  const long = replaceTexts({ ...request, query: 'huế', replacement: 'x'.repeat(110) });
  expect(long).toMatchObject({ count: 6, tooLong: 2 });
});

test('a replacement that looks like a pill stays words', () => {
  const { command } = replaceTexts({ ...request, query: 'Về', replacement: '{{ trigger.order.code }}' });
  const after = command ? applyCommand(graph, command) : graph;
  expect(findTexts({ ...request, graph: after, query: '{{ trigger.order.code }}' })).toHaveLength(1);
});

test('of rich text the words are found and replaced, never what shapes them', () => {
  const letter =
    '<h2>Quà Huế</h2><p>Chào <strong>chị {{ trigger.customer.name | fallback: "p" }}</strong>, <a href="https://shop.vn/hue?a=1&amp;p=2">xem quà &lt;Huế&gt;</a></p>';
  const drawn = aGraph()
    .trigger()
    .note('note', 'Xong', { input: { text: 'Xong', letter } })
    .build();
  const asked = { graph: drawn, catalog: testCatalog, ignoreMarks: false };
  expect(findTexts({ ...asked, query: 'Huế' }).map(({ before, hit, after }) => `${before}[${hit}]${after}`)).toEqual(['Quà [Huế]', 'xem quà <[Huế]>']);
  expect(findTexts({ ...asked, query: 'strong' })).toEqual([]);
  const { command, count } = replaceTexts({ ...asked, query: 'Huế', replacement: 'A&B {{' });
  expect(count).toBe(2);
  const changed = command ? applyCommand(drawn, command) : drawn;
  expect(changed.steps.note).toMatchObject({
    input: {
      letter:
        '<h2>Quà A&amp;B {{ "{{" }}</h2><p>Chào <strong>chị {{ trigger.customer.name | fallback: "p" }}</strong>, <a href="https://shop.vn/hue?a=1&amp;p=2">xem quà &lt;A&amp;B {{ "{{" }}&gt;</a></p>',
    },
  });
});
