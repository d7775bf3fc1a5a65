import { expect, test } from 'vitest';
import { emptyGraph } from '../graph/emptyGraph.ts';
import type { FlowGraph, InputValue, Rule, StepOf, Wait } from '../graph/FlowGraph.ts';
import { aGraph, znsStep } from '../testing/aGraph.ts';
import { switchOff } from '../testing/switchOff.ts';
import { testCatalog, testConnections } from '../testing/testCatalog.ts';
import { validateGraph } from './validateGraph.ts';

const check = (graph: FlowGraph, connections = testConnections) =>
  validateGraph({ graph, catalog: testCatalog, connections }).map(({ code, severity, stepId, field }) =>
    [code, severity, stepId, field].filter((part) => part !== undefined).join(' '),
  );
const texts = (graph: FlowGraph) => validateGraph({ graph, catalog: testCatalog, connections: testConnections }).map(({ message }) => message.vi);

const good = () => aGraph().trigger().wait('wait').sendZns('send');
const withZns = (change: Partial<StepOf<'action'>>) => aGraph().trigger().sendZns('send', change).build();
const withPhone = (phone: InputValue) => withZns({ input: { ...znsStep('send').input, phone } });
const withParameter = (order_code: InputValue) => withZns({ input: { ...znsStep('send').input, templateData: { customer_name: 'Lan', order_code } } });
const withNote = (input: Record<string, InputValue>) => aGraph().trigger().note('note', 'Xong', { input }).build();
const withWait = (wait: Wait) => aGraph().trigger().wait('wait', wait).note('note').build();
const withRule = (...rules: Rule[]) => aGraph().trigger().if('if', { combinator: 'and', rules }).note('yes').from('if', 'false').note('no').build();

test('the main job has nothing to mend', () => {
  expect(check(good().build())).toEqual([]);
});

test.each<[string, FlowGraph, string[]]>([
  ['an empty flow', emptyGraph(), ['flow_empty error']],
  ['no trigger', aGraph().note('note').build(), ['trigger_missing error']],
  [
    'two triggers',
    aGraph()
      .trigger()
      .note('note')
      .loose({ ...trigger('zweiter') })
      .wire('zweiter', 'next', 'note')
      .build(),
    ['trigger_many error zweiter'],
  ],
  ['a trigger alone', aGraph().trigger().build(), ['trigger_unwired error trigger']],
  ['a trigger that leads nowhere', aGraph().trigger().loose(note('note')).build(), ['trigger_unwired error trigger']],
  ['a step that nothing leads to', good().loose(note('orphan')).build(), ['step_unreachable error orphan']],
  ['a wire from a port that is not there', good().wire('wait', 'true', 'send').build(), ['wire_broken error wait']],
  ['a wire to a step that is not there', good().wire('send', 'next', 'gone').build(), ['wire_broken error send']],
  ['a wire between two steps that are not there', good().wire('gone', 'next', 'away').build(), ['wire_broken error']],
  [
    'a wire into the trigger',
    good().loose(note('note')).wire('send', 'next', 'note').wire('send', 'next', 'trigger').build(),
    ['wire_broken error send', 'wire_circle error send'],
  ],
  ['the same wire twice', good().wire('wait', 'next', 'send').build(), ['wire_broken error wait']],
  ['a circle', good().note('note').wire('note', 'next', 'wait').build(), ['wire_circle error note']],
  [
    'a trigger that is not installed',
    aGraph().trigger('trigger', { node: 'shopee.ordered' }).note('note', '{{ trigger.x }}').build(),
    ['node_unknown error trigger'],
  ],
  [
    'an action of another version',
    aGraph().trigger().note('note', 'Xong', { nodeVersion: 2 }).note('after', '{{ steps.note.id }}').build(),
    ['node_unknown error note'],
  ],
  ['no connection', withZns({ connectionId: '' }), ['connection_missing error send connectionId']],
  ['a connection that is gone', withZns({ connectionId: 'gone' }), ['connection_unknown error send connectionId']],
  ['a connection of another type', withZns({ connectionId: 'door' }), ['connection_unknown error send connectionId']],
  [
    'a trigger without its connection',
    aGraph().trigger('trigger', { node: 'core.webhookReceived' }).note('note').build(),
    ['connection_missing error trigger connectionId'],
  ],
  ['an unknown timezone', good().timezone('Asia/Sai_Gon').build(), ['timezone_invalid error settings.timezone']],
  [
    'quiet hours without an end',
    good()
      .settings({ quietHours: { from: '22:00', to: '' } })
      .build(),
    ['quiet_hours_invalid error settings.quietHours'],
  ],
  [
    'quiet hours all day',
    good()
      .settings({ quietHours: { from: '22:00', to: '22:00' } })
      .build(),
    ['quiet_hours_invalid error settings.quietHours'],
  ],
  [
    'no time of day',
    good()
      .settings({ quietHours: { from: '24:00', to: '07:00' } })
      .build(),
    ['quiet_hours_invalid error settings.quietHours'],
  ],
  [
    'a cap of nothing',
    good()
      .settings({ frequencyCap: { messages: 0, days: 7 } })
      .build(),
    ['frequency_cap_invalid error settings.frequencyCap'],
  ],
  [
    'a cap over no time',
    good()
      .settings({ frequencyCap: { messages: 1, days: 0.5 } })
      .build(),
    ['frequency_cap_invalid error settings.frequencyCap'],
  ],
  [
    'good sending rules',
    good()
      .settings({ quietHours: { from: '22:00', to: '07:00' }, frequencyCap: { messages: 1, days: 7 } })
      .build(),
    [],
  ],
  ['an if without wires', aGraph().trigger().if('if').build(), ['branch_unwired warning if port.true', 'branch_unwired warning if port.false']],
])('%s', (_name, graph, issues) => {
  expect(check(graph)).toEqual(issues);
});

test('a connection with a problem', () => {
  expect(check(good().build(), [{ id: 'oa', type: 'zalo.oa', state: 'attention' }])).toEqual(['connection_broken error send connectionId']);
});

test.each<[string, FlowGraph, string[]]>([
  ['a template that is not chosen', withZns({ input: { phone: '0912345678' }, dynamic: {} }), ['field_required error send templateId']],
  ['a phone that is blank', withPhone(' '), ['field_required error send phone']],
  [
    'a parameter that is not filled in',
    withZns({ input: { ...znsStep('x').input, templateData: { customer_name: 'Lan' } } }),
    ['field_required error send templateData.order_code'],
  ],
  [
    'no parameters at all',
    withZns({ input: { phone: '0912345678', templateId: '320001' } }),
    ['field_required error send templateData.customer_name', 'field_required error send templateData.order_code'],
  ],
  ['parameters loaded for another template', withZns({ input: { ...znsStep('x').input, templateId: '320002' } }), ['fields_stale error send templateData']],
  ['parameters never loaded', withZns({ dynamic: {} }), ['fields_stale error send templateData']],
  ['a parameter that is too long', withParameter('x'.repeat(31)), ['field_invalid error send templateData.order_code']],
  [
    'typed words that are too long beside a pill',
    withParameter(`${'x'.repeat(31)}{{ trigger.order.code }}`),
    ['field_invalid error send templateData.order_code'],
  ],
  [
    'a leftover of another template',
    withZns({ input: { ...znsStep('x').input, templateData: { customer_name: 'Lan', order_code: '1', old: '{{ trigger.gone }}' } } }),
    [],
  ],
  ['a number that is no phone', withPhone('12345'), ['field_invalid error send phone']],
  ['a number as a shop writes it', withPhone('0912 345 678'), []],
  ['text in a number', withNote({ text: 'a', count: 'ba' }), ['field_invalid error note count']],
  ['digits in a number', withNote({ text: 'a', count: '3' }), []],
  ['a number over the maximum', withNote({ text: 'a', count: 6 }), ['field_invalid error note count']],
  ['a number under the minimum', withNote({ text: 'a', count: 0 }), ['field_invalid error note count']],
  ['a fraction for a whole number', withNote({ text: 'a', count: 1.5 }), ['field_invalid error note count']],
  ['one pill in a number', withNote({ text: 'a', count: '{{ trigger.order.total }}' }), []],
  ['a pill with words in a number', withNote({ text: 'a', count: '{{ trigger.order.total }} lần' }), ['field_invalid error note count']],
  ['a yes-or-no that is neither', withNote({ text: 'a', urgent: 'maybe' }), ['field_invalid error note urgent']],
  ['a choice that is gone', withNote({ text: 'a', tone: 'cold' }), ['field_invalid error note tone']],
  ['an email that is none', withNote({ text: 'a', email: 'lan@' }), ['field_invalid error note email']],
  ['an address that is none', withNote({ text: 'a', link: 'javascript:alert(1)' }), ['field_invalid error note link']],
  ['a date that is none', withNote({ text: 'a', at: '25/12/2026' }), ['field_invalid error note at']],
  ['JSON that is none', withNote({ text: 'a', extra: '{"a":}' }), ['field_invalid error note extra']],
  ['JSON with data in it', withNote({ text: 'a', extra: '{"a": {{ trigger.order.total }}}' }), []],
  ['a list where text goes', withNote({ text: ['a'] }), ['field_invalid error note text']],
  ['money made of a date', withNote({ text: '{{ trigger.deliveredAt | money }}' }), ['field_invalid error note text']],
  ['money made of words that may be digits', withNote({ text: '{{ trigger.order.code | money }}' }), ['field_invalid warning note text']],
  ['a formula that fits', withNote({ text: 'Còn {{ trigger.order.total | times: 0.5 | money }}' }), []],
  ['optional fields left blank', withNote({ text: 'a', email: '', link: '', at: '', extra: '', tone: '' }), []],
  ['text that cannot be read', withNote({ text: 'Chào {{ trigger.order' }), ['template_invalid error note text']],
])('%s', (_name, graph, issues) => {
  expect(check(graph)).toEqual(issues);
});

test.each<[string, FlowGraph, string[]]>([
  ['data that does not exist', withParameter('{{ trigger.order.number }}'), ['data_unknown error send templateData.order_code']],
  ['the same unknown data twice in a field', withNote({ text: '{{ trigger.x }}{{ trigger.x }}' }), ['data_unknown error note text']],
  ['the whole trigger', withNote({ text: '{{ trigger }}' }), ['data_unknown error note text']],
  ['data of a step that is gone', withNote({ text: '{{ steps.gone.id }}' }), ['data_unknown error note text']],
  ['data of a wait', aGraph().trigger().wait('wait').note('note', '{{ steps.wait.x }}').build(), ['data_unknown error note text']],
  ['data of a later step', aGraph().trigger().note('one', '{{ steps.two.id }}').note('two').build(), ['data_not_yet error one text']],
  ["a step's own data", aGraph().trigger().note('one', '{{ steps.one.id }}').build(), ['data_not_yet error one text']],
  ['data of the step before', aGraph().trigger().note('one').note('two', '{{ steps.one.id }}').build(), []],
  ['optional data', withParameter('{{ trigger.order.note }}'), ['data_may_be_missing error send templateData.order_code']],
  ['optional data inside an optional object', withParameter('{{ trigger.order.address.phone }}'), ['data_may_be_missing error send templateData.order_code']],
  ['optional data with a fallback', withParameter('{{ trigger.order.note | fallback: "không" }}'), []],
  ['an item of a list', withParameter('{{ trigger.order.lines[0].title }}'), ['data_may_be_missing error send templateData.order_code']],
  ['optional data as a phone: the step fails clearly', withPhone('{{ trigger.order.address.phone }}'), []],
  ['the present moment', withParameter('{{ now | date }}'), []],
  ['optional output of a step', aGraph().trigger().sendZns().note('note', '{{ steps.send.quota }}').build(), ['data_may_be_missing error note text']],
  ['data of one branch after the branches meet', twoBranches('{{ steps.yes.id }}'), ['data_may_be_missing error both text']],
  ['data of one branch, with a fallback', twoBranches('{{ steps.yes.id | fallback: "-" }}'), []],
  [
    'data of a step whose error port leads here',
    aGraph().trigger().note('one').from('one', 'error').note('two', '{{ steps.one.id }}').build(),
    ['data_may_be_missing error two text'],
  ],
  ['data of a set step', aGraph().trigger().set('set').note('note', '{{ steps.set.code }}').build(), []],
  ['data that a set step does not set', aGraph().trigger().set('set').note('note', '{{ steps.set.other }}').build(), ['data_unknown error note text']],
  ['a whole order in a sentence', withNote({ text: 'Đơn {{ trigger.order }}' }), ['field_invalid error note text']],
  ['a whole list as text', withNote({ text: '{{ trigger.order.lines }}' }), ['field_invalid error note text']],
  ['a list made into words', withNote({ text: '{{ trigger.order.lines | map: "title" | join: ", " }}' }), []],
  [
    'data that nobody knows the shape of',
    aGraph().trigger('trigger', { node: 'core.webhookReceived', connectionId: 'door' }).note('note', '{{ trigger.body.ten }}').build(),
    ['data_may_be_missing warning note text'],
  ],
])('%s', (_name, graph, issues) => {
  expect(check(graph)).toEqual(issues);
});

test.each<[string, FlowGraph, string[]]>([
  ['an empty rule', withRule(), ['rule_empty error if rule']],
  ['a rule without data', withRule({ field: '', operator: '=', value: 1 }), ['rule_invalid error if rule']],
  ['a rule without a value', withRule({ field: 'trigger.order.total', operator: '>' }), ['rule_invalid error if rule']],
  ['a rule that needs no value', withRule({ field: 'trigger.order.note', operator: 'null' }), []],
  ['words for a number', withRule({ field: 'trigger.order.total', operator: '>', value: 'nhiều' }), ['rule_invalid error if rule']],
  ['data for a number', withRule({ field: 'trigger.order.total', operator: '>', value: '{{ trigger.order.total }}' }), []],
  ['words for a date', withRule({ field: 'trigger.deliveredAt', operator: '<', value: 'hôm nay' }), ['rule_invalid error if rule']],
  ['a rule on data that is not there', withRule({ field: 'trigger.order.weight', operator: '>', value: 1 }), ['data_unknown error if rule']],
  ['a rule on optional data', withRule({ field: 'trigger.order.note', operator: 'contains', value: 'gấp' }), []],
  ['a value that cannot be read', withRule({ field: 'trigger.order.code', operator: '=', value: '{{' }), ['template_invalid error if rule']],
  ['a wait of nothing', withWait({ type: 'duration', amount: 0, unit: 'days' }), ['wait_invalid error wait wait.amount']],
  ['a wait of a century', withWait({ type: 'duration', amount: 5300, unit: 'weeks' }), ['wait_invalid error wait wait.amount']],
  ['a wait until no time', withWait({ type: 'timeOfDay', time: '25:00' }), ['wait_invalid error wait wait.time']],
  ['a wait until nine', withWait({ type: 'timeOfDay', time: '09:00' }), []],
  ['a wait until nothing', withWait({ type: 'until', at: '' }), ['wait_invalid error wait wait.at']],
  ['a wait until words', withWait({ type: 'until', at: 'Tết' }), ['wait_invalid error wait wait.at']],
  ['a wait until a date', withWait({ type: 'until', at: '2026-12-25' }), []],
  ['a wait until a date as written', withWait({ type: 'until', at: '25/12/2026' }), []],
  ['a wait until data', withWait({ type: 'until', at: '{{ trigger.deliveredAt | add_days: 3 }}' }), []],
  ['a wait until optional data', withWait({ type: 'until', at: '{{ trigger.order.note }}' }), ['data_may_be_missing error wait wait.at']],
  ['a set of nothing', aGraph().trigger().set('set', []).build(), ['set_invalid error set fields']],
  [
    'a set without names',
    aGraph()
      .trigger()
      .set('set', [{ key: '', value: '1' }])
      .build(),
    ['set_invalid error set fields.0.key'],
  ],
  [
    'a set with a name that cannot be',
    aGraph()
      .trigger()
      .set('set', [{ key: 'a b', value: '1' }])
      .build(),
    ['set_invalid error set fields.0.key'],
  ],
  [
    'a set with a name twice',
    aGraph()
      .trigger()
      .set('set', [
        { key: 'a', value: '1' },
        { key: 'a', value: '2' },
      ])
      .build(),
    ['set_invalid error set fields.1.key'],
  ],
  [
    'a set without a value',
    aGraph()
      .trigger()
      .set('set', [{ key: 'a', value: '' }])
      .build(),
    ['set_invalid error set fields.0.value'],
  ],
])('%s', (_name, graph, issues) => {
  expect(check(graph)).toEqual(issues);
});

test.each<[FlowGraph, string]>([
  [withZns({ input: { phone: '0912345678' }, dynamic: {} }), 'Chưa chọn mẫu tin ZNS. Chọn một mục để bật chạy.'],
  [withPhone(''), 'Chưa điền số điện thoại người nhận. Điền vào để bật chạy.'],
  [withParameter('{{ trigger.customer.name }}'), '“Khách hàng › Tên khách” có thể bị thiếu. Thêm nội dung thay thế khi thiếu.'],
  [withParameter('x'.repeat(31)), '“Mã đơn hàng” dài 31 ký tự, tối đa 30. Rút ngắn lại.'],
  [
    aGraph().trigger().note('one', '{{ steps.send.messageId }}').sendZns('send').build(),
    'Bước “Gửi ZNS · Mời đánh giá đơn hàng → Số điện thoại” không chạy trước bước này nên chưa có dữ liệu. Nối bước đó vào phía trước hoặc chọn dữ liệu khác.',
  ],
])('words are those of the shop: %#', (graph, message) => {
  expect(texts(graph)).toEqual([message]);
});

const empty = (id: string, before: string, text: string) => switchOff(aGraph().trigger().note(before).note('off', ' ').note(id, text).build(), 'off');
const loop = aGraph().trigger().forEach('each').inside('each').note('one').outside().note('after', '{{ steps.each.count }}').build();

test.each<[string, FlowGraph, string[]]>([
  ['the fields of a step that is off', empty('note', 'a', 'Xong'), []],
  ['data of a step that is off', empty('note', 'a', '{{ steps.off.id }}'), ['data_off error note text']],
  ['data of a step that is off, with a fallback', empty('note', 'a', '{{ steps.off.id | fallback: "-" }}'), []],
  [
    'a condition on data of a step that is off',
    switchOff(
      aGraph()
        .trigger()
        .note('off')
        .if('if', { combinator: 'and', rules: [{ field: 'steps.off.id', operator: 'notNull' }] })
        .note('yes')
        .from('if', 'false')
        .note('no')
        .build(),
      'off',
    ),
    ['data_off error if rule'],
  ],
  ['data of a branch that is passed by', switchOff(twoBranches('{{ steps.no.id }}'), 'if'), ['data_off error both text']],
  ['data of a branch that is now sure to run', switchOff(twoBranches('{{ steps.yes.id }}'), 'if'), []],
  ['data of a container that is off', switchOff(loop, 'each'), ['data_off error after text']],
  ['a container of which all is off', switchOff(loop, 'one'), ['container_off error each']],
  ['the only trigger is off', switchOff(aGraph().trigger().note('note').build(), 'trigger'), ['trigger_off error trigger']],
  [
    'a second trigger that is off',
    switchOff({ ...aGraph().trigger().note('note').build(), steps: { ...aGraph().trigger().note('note').build().steps, other: trigger('other') } }, 'other'),
    [],
  ],
  [
    'a branch whose only step is off is wired all the same',
    switchOff(aGraph().trigger().if('if').note('yes').from('if', 'false').note('no').build(), 'no'),
    [],
  ],
  [
    'an output made of a step that is off',
    switchOff(
      aGraph()
        .trigger()
        .note('off')
        .note('b')
        .settings({ outputs: [{ key: 'x', label: 'X', value: '{{ steps.off.id }}' }] })
        .build(),
      'off',
    ),
    ['data_off error settings.outputs.0.value'],
  ],
])('switched off: %s', (_name, graph, issues) => {
  expect(check(graph)).toEqual(issues);
});

function twoBranches(text: string): FlowGraph {
  return aGraph().trigger().if('if').note('yes').from('if', 'false').note('no').note('both', text).wire('yes', 'next', 'both').build();
}

function note(id: string): StepOf<'action'> {
  return { id, kind: 'action', position: { x: 0, y: 0 }, node: 'core.note', nodeVersion: 1, input: { text: 'Xong' } };
}

function trigger(id: string): StepOf<'trigger'> {
  return { id, kind: 'trigger', position: { x: 0, y: 0 }, node: 'core.orderDelivered', nodeVersion: 1, input: {} };
}
