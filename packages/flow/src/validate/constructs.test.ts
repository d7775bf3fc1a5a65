import { expect, test } from 'vitest';
import type { FlowGraph, Rule, RuleGroup, Step, StepOf } from '../graph/FlowGraph.ts';
import { aGraph } from '../testing/aGraph.ts';
import { testCatalog, testConnections } from '../testing/testCatalog.ts';
import type { FlowFact } from './FlowCatalog.ts';
import { validateGraph } from './validateGraph.ts';

const aFlow = (change: Partial<FlowFact> = {}): FlowFact => ({ id: 'called', name: 'Hỏi thăm', inputs: [], outputs: [], isPublished: true, ...change });
const issuesOf = (graph: FlowGraph, flows?: readonly FlowFact[]) =>
  validateGraph({ graph, catalog: { ...testCatalog, ...(flows ? { flows } : {}) }, connections: testConnections, flowId: 'self' });
const check = (graph: FlowGraph, flows?: readonly FlowFact[]) =>
  issuesOf(graph, flows).map(({ code, severity, stepId, field }) => [code, severity, stepId, field].filter((part) => part).join(' '));

const position = { x: 0, y: 0 };
const stop = (id: string, extra: Partial<Step> = {}) => ({ id, kind: 'stop', position, ...extra }) as Step;
const group = (...rules: Rule[]): RuleGroup => ({ combinator: 'and', rules });
const each = (extra: Partial<StepOf<'forEach'>> = {}, text = 'Xong') =>
  aGraph().trigger().forEach('each', extra).inside('each').note('inner', text).outside().note('after').build();
const again = (extra: Partial<StepOf<'repeat'>> = {}) =>
  aGraph().trigger().repeat('again', extra).inside('again').note('inner').outside().note('after').from('again', 'exhausted').note('enough').build();
const ask = (extra: Partial<StepOf<'approval'>> = {}) => {
  const asked = aGraph().trigger().approval('ask', extra).note('yes').from('ask', 'rejected').note('no');
  return (extra.timeout ? asked.from('ask', 'timeout').note('late') : asked).build();
};
const awaitEvent = (extra: Partial<StepOf<'waitForEvent'>> = {}) => {
  const drawn = aGraph().trigger().waitForEvent('reply', extra).note('after', '{{ steps.reply.order.code }}');
  return (extra.timeout ? drawn.from('reply', 'timeout').note('late') : drawn).build();
};
const call = (flowId = 'called', input: StepOf<'subflow'>['input'] = {}) => aGraph().trigger().subflow('call', flowId, input).build();

test.each<[string, FlowGraph, string[]]>([
  ['a for-each that is right', each(), []],
  ['a for-each without steps', aGraph().trigger().forEach('each').build(), ['container_empty error each']],
  ['a for-each without a list', each({ list: ' ' }), ['field_required error each list']],
  ['a for-each over words', each({ list: 'a, b' }), ['loop_invalid error each list']],
  ['a for-each over data with words', each({ list: 'x{{ trigger.order.code }}' }), ['loop_invalid error each list']],
  ['a for-each over what is no list', each({ list: '{{ trigger.order.code }}' }), ['loop_invalid error each list']],
  ['a for-each over a text that is cut up', each({ list: '{{ trigger.order.code | split: "," }}' }), []],
  ['a for-each over a list that is not there', each({ list: '{{ trigger.order.parcels }}' }), ['data_unknown error each list']],
  ['a for-each over what cannot be read', each({ list: '{{' }), ['template_invalid error each list']],
  ['none at once', each({ atOnce: 0 }), ['loop_invalid error each atOnce']],
  ['too many at once', each({ atOnce: 101 }), ['loop_invalid error each atOnce']],
  ['half an item at once', each({ atOnce: 1.5 }), ['loop_invalid error each atOnce']],
  ['a repeat that is right', again(), []],
  ['a repeat until what the round gave', again({ until: group({ field: 'steps.inner.id', operator: '=', value: 'n1' }) }), []],
  ['a repeat until what comes later', again({ until: group({ field: 'steps.after.id', operator: '=', value: 'n1' }) }), ['data_not_yet error again until']],
  ['a repeat without a condition', again({ until: group() }), ['rule_empty error again until']],
  ['a repeat without a round', again({ most: 0 }), ['loop_invalid error again most']],
  ['a repeat without an end', again({ most: 1001 }), ['loop_invalid error again most']],
  ['a race without runners', aGraph().trigger().first('race').build(), ['container_empty error race']],
  ['steps side by side without steps', aGraph().trigger().parallel('both').build(), ['container_empty error both']],
  [
    'a container that nothing leads to: what it holds is not told of',
    aGraph().trigger().note('note').loose({ id: 'box', kind: 'parallel', position }).inside('box').note('inner').build(),
    ['step_unreachable error box'],
  ],
  [
    'a step in a container that is gone',
    aGraph()
      .trigger()
      .note('note')
      .loose(stop('lost', { parent: 'gone' }))
      .build(),
    ['level_broken error lost'],
  ],
  [
    'a step in one that is no container',
    aGraph()
      .trigger()
      .note('note')
      .loose(stop('lost', { parent: 'note' }))
      .build(),
    ['level_broken error lost'],
  ],
  [
    'a wire out of a container',
    aGraph().trigger().parallel('both').inside('both').note('inner').outside().note('after').wire('inner', 'next', 'after').build(),
    ['wire_broken error inner'],
  ],
])('%s', (_name, graph, issues) => {
  expect(check(graph)).toEqual(issues);
});

test.each<[string, FlowGraph, string[]]>([
  ['the item of a list', each({}, '{{ steps.each.item.title }}'), []],
  ['the place of an item', each({}, '{{ steps.each.index }}'), []],
  [
    'an item of unknown shape',
    each({ list: '{{ trigger.order.code | split: "," }}' }, '{{ steps.each.item.name }}'),
    ['data_may_be_missing warning inner text'],
  ],
  ['what an item does not hold', each({}, '{{ steps.each.item.price }}'), ['data_unknown error inner text']],
  ['what the loop came to, from inside', each({}, '{{ steps.each.done }}'), ['data_unknown error inner text']],
  [
    'the item, from outside',
    aGraph().trigger().forEach('each').inside('each').note('inner').outside().note('after', '{{ steps.each.item.title }}').build(),
    ['data_unknown error after text'],
  ],
  [
    'what the loop came to, from outside',
    aGraph().trigger().forEach('each').inside('each').note('inner').outside().note('after', '{{ steps.each.failed }}').build(),
    [],
  ],
  [
    'what a body holds, from outside',
    aGraph().trigger().parallel('both').inside('both').note('inner').outside().note('after', '{{ steps.inner.id }}').build(),
    ['data_hidden error after text'],
  ],
  [
    'a step before the container, from deep inside',
    aGraph()
      .trigger()
      .note('before')
      .forEach('each')
      .inside('each')
      .repeat('again')
      .inside('again')
      .note('inner', '{{ steps.before.id }} {{ steps.again.round }}')
      .outside()
      .note('out')
      .from('again', 'exhausted')
      .note('enough')
      .build(),
    [],
  ],
  [
    'a step on a branch before the container',
    aGraph()
      .trigger()
      .if('if')
      .note('yes')
      .from('if', 'false')
      .forEach('each')
      .wire('yes', 'next', 'each')
      .inside('each')
      .note('inner', '{{ steps.yes.id }}')
      .build(),
    ['data_may_be_missing error inner text'],
  ],
  ['a step before, in the same body', aGraph().trigger().forEach('each').inside('each').note('one').note('two', '{{ steps.one.id }}').build(), []],
  [
    'a step of another branch of the same body',
    aGraph().trigger().first('race').inside('race').note('one').inside('race').note('two', '{{ steps.one.id }}').build(),
    ['data_not_yet error two text'],
  ],
  ['who came first', aGraph().trigger().first('race').inside('race').note('one').outside().note('after', '{{ steps.race.winner }}').build(), []],
  ['the failure, behind the error handler', aGraph().trigger().note('note').errorHandler().note('mend', '{{ steps.handler.stepTitle }}').build(), []],
  [
    'the failure, in the main part',
    aGraph().trigger().note('note', '{{ steps.handler.message }}').errorHandler().note('mend').build(),
    ['data_not_yet error note text'],
  ],
])('data across levels: %s', (_name, graph, issues) => {
  expect(check(graph)).toEqual(issues);
});

test.each<[string, FlowGraph, string[]]>([
  ['an error handler that is right', aGraph().trigger().note('note').errorHandler().note('mend').build(), []],
  ['an error handler that does nothing', aGraph().trigger().note('note').errorHandler().build(), ['handler_unwired error handler']],
  ['two error handlers', aGraph().trigger().note('note').errorHandler('h1').note('one').errorHandler('h2').note('two').build(), ['handler_many error h2']],
  ['a step of both parts', aGraph().trigger().note('note').errorHandler().wire('handler', 'next', 'note').build(), ['wire_broken error note']],
  [
    'a wire into the error handler',
    aGraph().trigger().note('note').errorHandler().note('mend').wire('note', 'next', 'handler').build(),
    ['wire_broken error note', 'wire_broken error handler', 'wire_broken error mend'],
  ],
  [
    'a step that is gone, wired to both parts',
    aGraph().trigger().note('note').wire('note', 'next', 'gone').errorHandler().wire('handler', 'next', 'gone').build(),
    ['wire_broken error note', 'wire_broken error handler'],
  ],
  ['an approval that is right', ask({ approvers: ['chu@shop.vn', 'lan@shop.vn'], needed: 2, timeout: { amount: 1, unit: 'days' } }), []],
  ['an approval without a question', ask({ question: '' }), ['field_required error ask question']],
  ['a question with a hole', ask({ question: '{{ trigger.order.note }}?' }), ['data_may_be_missing error ask question']],
  ['somebody without an address', ask({ approvers: ['Lan'] }), ['approval_invalid error ask approvers.0']],
  ['somebody twice', ask({ approvers: ['lan@shop.vn', 'Lan@shop.vn'] }), ['approval_invalid error ask approvers.1']],
  ['nobody needed', ask({ needed: 0 }), ['approval_invalid error ask needed']],
  ['more than are asked', ask({ approvers: ['lan@shop.vn'], needed: 2 }), ['approval_invalid error ask needed']],
  ['a time-out of nothing', ask({ timeout: { amount: 0, unit: 'days' } }), ['wait_invalid error ask timeout']],
  ['a reminder after nothing', ask({ remindEvery: { amount: 0, unit: 'hours' } }), ['wait_invalid error ask remindEvery']],
  [
    'an approval without wires',
    aGraph().trigger().approval('ask').build(),
    ['branch_unwired warning ask port.approved', 'branch_unwired warning ask port.rejected'],
  ],
  ['an awaited event that is right', awaitEvent(), []],
  ['an awaited event that is not installed', awaitEvent({ node: 'gone' }), ['node_unknown error reply']],
  ['an awaited event that is not chosen', aGraph().trigger().waitForEvent('reply', { node: '' }).note('after').build(), ['field_required error reply node']],
  [
    'an awaited event without its account',
    aGraph().trigger().waitForEvent('reply', { node: 'core.webhookReceived' }).note('after').build(),
    ['connection_missing error reply connectionId'],
  ],
  ['an awaited event with a time-out of nothing', awaitEvent({ timeout: { amount: 0, unit: 'days' } }), ['wait_invalid error reply timeout']],
  ['a condition on the event', awaitEvent({ rule: group({ field: 'event.order.code', operator: '=', value: '{{ trigger.order.code }}' }) }), []],
  [
    'a condition on what the event does not hold',
    awaitEvent({ rule: group({ field: 'event.text', operator: '=', value: 'ok' }) }),
    ['data_unknown error reply rule'],
  ],
  ['an empty condition', awaitEvent({ rule: group() }), ['rule_empty error reply rule']],
  ['the event where none is awaited', aGraph().trigger().note('note', '{{ event.order.code }}').build(), ['data_unknown error note text']],
  [
    'data of an event that did not come',
    aGraph()
      .trigger()
      .waitForEvent('reply', { timeout: { amount: 1, unit: 'days' } })
      .note('came')
      .from('reply', 'timeout')
      .note('late', '{{ steps.reply.order.code }}')
      .build(),
    ['data_may_be_missing error late text'],
  ],
  ['what was decided', aGraph().trigger().approval('ask').note('yes', '{{ steps.ask.decision }}').from('ask', 'rejected').note('no').build(), []],
])('%s', (_name, graph, issues) => {
  expect(check(graph)).toEqual(issues);
});

const input = (key: string, required = true) => ({ key, label: 'Mã đơn', type: 'text' as const, required });

test.each<[string, FlowGraph, readonly FlowFact[] | undefined, string[]]>([
  ['a call that is right', call(), [aFlow()], []],
  ['a call while nothing is known of flows', call(), undefined, []],
  ['no flow', call(''), [aFlow()], ['subflow_missing error call flowId']],
  ['a flow that is gone', call('gone'), [aFlow()], ['subflow_missing error call flowId']],
  ['itself', call('self'), undefined, ['subflow_circle error call flowId']],
  ['a flow that is not published', call(), [aFlow({ isPublished: false })], ['subflow_unpublished error call flowId']],
  ['a flow that starts with something else', call(), [aFlow({ startsByCall: false })], ['subflow_starts_otherwise error call flowId']],
  ['a flow that starts when it is called', call(), [aFlow({ startsByCall: true })], []],
  ['a flow that comes back', call(), [aFlow({ calls: ['other'] }), aFlow({ id: 'other', calls: ['self'] })], ['subflow_circle error call flowId']],
  ['flows in a circle of their own', call(), [aFlow({ calls: ['other'] }), aFlow({ id: 'other', calls: ['called'] })], []],
  ['an input that is missing', call(), [aFlow({ inputs: [input('code'), input('note', false)] })], ['field_required error call input.code']],
  [
    'an input with a hole',
    call('called', { code: '{{ trigger.order.note }}' }),
    [aFlow({ inputs: [input('code')] })],
    ['data_may_be_missing error call input.code'],
  ],
  ['an input that is no longer asked for', call('called', { old: '{{ trigger.gone }}' }), [aFlow()], []],
  [
    'what it gives back',
    aGraph().trigger().subflow('call').note('note', '{{ steps.call.score | fallback: "0" }}').build(),
    [aFlow({ outputs: [{ key: 'score', label: 'Điểm' }] })],
    [],
  ],
  [
    'what it does not give back',
    aGraph().trigger().subflow('call').note('note', '{{ steps.call.score }}').build(),
    [aFlow()],
    ['data_unknown error note text'],
  ],
  [
    'what nobody knows whether it gives back',
    aGraph().trigger().subflow('call').note('note', '{{ steps.call.score }}').build(),
    undefined,
    ['data_may_be_missing warning note text'],
  ],
])('a sub-flow: %s', (_name, graph, flows, issues) => {
  expect(check(graph, flows)).toEqual(issues);
});

test.each<[Rule, string[]]>([
  [{ field: 'trigger.order.total', operator: 'between', value: [1, 2] }, []],
  [{ field: 'trigger.order.total', operator: 'between', value: [1] }, ['rule_invalid error if rule']],
  [{ field: 'trigger.order.total', operator: 'between', value: [2, 1] }, ['rule_invalid error if rule']],
  [{ field: 'trigger.order.total', operator: 'between', value: [1, 'nhiều'] }, ['rule_invalid error if rule']],
  [{ field: 'trigger.deliveredAt', operator: 'between', value: ['2026-01-01', 'Tết'] }, ['rule_invalid error if rule']],
  [{ field: 'trigger.deliveredAt', operator: 'withinLast', value: { amount: 3, unit: 'days' } }, []],
  [{ field: 'trigger.deliveredAt', operator: 'withinLast', value: { amount: 0, unit: 'days' } }, ['rule_invalid error if rule']],
  [{ field: 'trigger.deliveredAt', operator: 'notWithinLast', value: 3 }, ['rule_invalid error if rule']],
  [{ field: 'trigger.order.note', operator: 'containsAny', value: ['gấp', 'nhanh'] }, []],
  [{ field: 'trigger.order.note', operator: 'containsAll', value: [] }, ['rule_invalid error if rule']],
])('%j', (rule, issues) => {
  expect(check(aGraph().trigger().if('if', group(rule)).note('yes').from('if', 'false').note('no').build())).toEqual(issues);
});
