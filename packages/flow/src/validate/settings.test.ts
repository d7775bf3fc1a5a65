import { expect, test } from 'vitest';
import type { FlowSettings, Wait } from '../graph/FlowGraph.ts';
import { aGraph } from '../testing/aGraph.ts';
import { testCatalog, testConnections } from '../testing/testCatalog.ts';
import { validateGraph } from './validateGraph.ts';

const drawn = () => aGraph().trigger().note('note').parallel('both').inside('both').note('inner').outside().errorHandler().note('mend');
const check = (settings: Partial<FlowSettings>) =>
  validateGraph({ graph: drawn().settings(settings).build(), catalog: testCatalog, connections: testConnections }).map(({ code, severity, field }) =>
    [code, severity, field].join(' '),
  );

const goal = { node: 'core.orderDelivered', nodeVersion: 1, belongs: 'customer' } as const;
const span = { amount: 5, unit: 'minutes' } as const;
const rule = (field: string, value: unknown = 'x') => ({ combinator: 'and' as const, rules: [{ field, operator: '=' as const, value }] });
const input = (key: string) => ({ key, label: key, type: 'text' as const, required: true });
const hours = (from: string, to: string) => ({ open: [{ day: 1, from, to }], holidays: [] });

test.each<[string, Partial<FlowSettings>, string[]]>([
  ['runs told apart by data of the trigger', { dedupeBy: '{{ trigger.order.code }}', entry: { policy: 'once', by: '{{ trigger.customer.phone }}' } }, []],
  ['runs told apart by nothing in particular', { dedupeBy: '', entry: { policy: 'queue', by: '' } }, []],
  ['what cannot be read', { dedupeBy: '{{' }, ['template_invalid error settings.dedupeBy']],
  ['data that is not there', { entry: { policy: 'drop', by: '{{ trigger.x }}' } }, ['data_unknown error settings.entry.by']],
  ['data of a step', { concurrency: { limit: 1, by: '{{ steps.note.id }}' } }, ['data_not_yet error settings.concurrency.by']],
  ['once in so many days', { entry: { policy: 'oncePerDays', days: 30 } }, []],
  ['once in no days', { entry: { policy: 'oncePerDays', days: 0 } }, ['entry_invalid error settings.entry.days']],
  ['once in nobody knows how many days', { entry: { policy: 'oncePerDays' } }, ['entry_invalid error settings.entry.days']],
  ['no run at once', { concurrency: { limit: 0 } }, ['concurrency_invalid error settings.concurrency.limit']],
  ['the last of a burst', { gather: { type: 'debounce', window: span, by: '{{ trigger.customer.phone }}' } }, []],
  ['the last of no time', { gather: { type: 'debounce', window: { ...span, amount: 0 } } }, ['gather_invalid error settings.gather.window']],
  ['a batch of one', { gather: { type: 'batch', window: span, most: 1 } }, ['gather_invalid error settings.gather.most']],
  ['a batch without an end', { gather: { type: 'batch', window: span, most: 1001 } }, ['gather_invalid error settings.gather.most']],
  ['a goal', { goal: { ...goal, rule: rule('event.order.code', '{{ trigger.order.code }}') } }, []],
  ['a goal without an event', { goal: { ...goal, node: '' } }, ['goal_invalid error settings.goal.node']],
  ['a goal that is not installed', { goal: { ...goal, node: 'gone' } }, ['goal_invalid error settings.goal.node']],
  ['a goal without its account', { goal: { ...goal, node: 'core.webhookReceived' } }, ['goal_invalid error settings.goal.connectionId']],
  ['a goal with an empty condition', { goal: { ...goal, rule: { combinator: 'and', rules: [] } } }, ['rule_empty error settings.goal.rule']],
  ['a goal on what its event does not hold', { goal: { ...goal, rule: rule('event.text') } }, ['data_unknown error settings.goal.rule']],
  ['a goal on data of a step', { goal: { ...goal, rule: rule('event.order.code', '{{ steps.note.id }}') } }, ['data_not_yet error settings.goal.rule']],
  ['a goal with a value that cannot be read', { goal: { ...goal, rule: rule('event.order.code', '{{') } }, ['template_invalid error settings.goal.rule']],
  ['inputs', { inputs: [input('code'), input('note')] }, []],
  ['an input twice', { inputs: [input('code'), input('code')] }, ['inputs_invalid error settings.inputs.1.key']],
  ['outputs', { outputs: [{ key: 'id', label: 'Mã', value: '{{ steps.note.id }}' }] }, []],
  [
    'an output twice',
    {
      outputs: [
        { key: 'id', label: '', value: 'x' },
        { key: 'id', label: '', value: 'y' },
      ],
    },
    ['outputs_invalid error settings.outputs.1.key'],
  ],
  ['an output of nothing', { outputs: [{ key: 'id', label: '', value: '' }] }, ['outputs_invalid error settings.outputs.0.value']],
  ['an output that cannot be read', { outputs: [{ key: 'id', label: '', value: '{{' }] }, ['template_invalid error settings.outputs.0.value']],
  ['an output of what is not there', { outputs: [{ key: 'id', label: '', value: ['{{ steps.gone.id }}'] }] }, ['data_unknown error settings.outputs.0.value']],
  ['an output from inside a container', { outputs: [{ key: 'id', label: '', value: '{{ steps.inner.id }}' }] }, ['data_hidden error settings.outputs.0.value']],
  ['an output of the error handler', { outputs: [{ key: 'id', label: '', value: '{{ steps.mend.id }}' }] }, ['data_not_yet error settings.outputs.0.value']],
  ['opening hours', { businessHours: { ...hours('08:00', '21:30'), holidays: ['2027-01-01'] } }, []],
  ['never open', { businessHours: { open: [], holidays: [] } }, ['business_hours_invalid error settings.businessHours.open']],
  ['open until before it opens', { businessHours: hours('21:00', '08:00') }, ['business_hours_invalid error settings.businessHours.open.0']],
  ['open at no time', { businessHours: hours('8h', '21:00') }, ['business_hours_invalid error settings.businessHours.open.0']],
  [
    'a holiday that is no day',
    { businessHours: { ...hours('08:00', '21:00'), holidays: ['2027-02-29'] } },
    ['business_hours_invalid error settings.businessHours.holidays.0'],
  ],
])('%s', (_name, settings, issues) => {
  expect(check(settings)).toEqual(issues);
});

const waiting = (wait: Wait, settings: Partial<FlowSettings> = {}) =>
  validateGraph({ graph: aGraph().trigger().wait('wait', wait).note('note').settings(settings).build(), catalog: testCatalog, connections: testConnections });
const before = { type: 'offset', at: '{{ trigger.deliveredAt }}', direction: 'before', amount: 2, unit: 'days' } as const;

test.each<[string, Wait, string[]]>([
  ['days before a date', before, []],
  ['on the very day, at an hour', { ...before, amount: 0, time: '09:00' }, []],
  ['before no date', { ...before, at: '' }, ['wait_invalid wait.at']],
  ['before words', { ...before, at: 'Tết' }, ['wait_invalid wait.at']],
  ['before data that may be missing', { ...before, at: '{{ trigger.order.note }}' }, ['data_may_be_missing wait.at']],
  ['a century before', { ...before, amount: 5300, unit: 'weeks' }, ['wait_invalid wait.amount']],
  ['at no hour', { ...before, time: '25:00' }, ['wait_invalid wait.time']],
  ['a weekday', { type: 'weekday', days: [1, 3], time: '09:00' }, []],
  ['no weekday', { type: 'weekday', days: [], time: '09:00' }, ['wait_invalid wait.days']],
  ['a weekday at no hour', { type: 'weekday', days: [1], time: '' }, ['wait_invalid wait.time']],
  ['until the shop opens, which nobody knows', { type: 'businessHours' }, ['business_hours_missing wait.type']],
])('%s', (_name, wait, issues) => {
  expect(waiting(wait).map(({ code, field }) => `${code} ${field}`)).toEqual(issues);
});

test('until the shop opens', () => {
  expect(waiting({ type: 'businessHours' }, { businessHours: hours('08:00', '21:00') })).toEqual([]);
});
