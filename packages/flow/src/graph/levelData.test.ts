import { expect, test } from 'vitest';
import { aGraph } from '../testing/aGraph.ts';
import { testCatalog } from '../testing/testCatalog.ts';
import { dataFor, dataForGoal, dataForOutputs } from './dataFor.ts';
import type { FlowGraph } from './FlowGraph.ts';

const graph = aGraph()
  .trigger()
  .note('before')
  .forEach('each')
  .inside('each')
  .note('first')
  .repeat('again')
  .inside('again')
  .note('round')
  .outside()
  .note('last')
  .outside()
  .approval('ask')
  .subflow('call')
  .note('after')
  .errorHandler()
  .note('mend')
  .build();

const rootsOf = (id: string, drawn: FlowGraph = graph) => dataFor({ graph: drawn, stepId: id, catalog: testCatalog }).map(({ root }) => root);
const keysOf = (id: string, root: string) =>
  dataFor({ graph, stepId: id, catalog: testCatalog })
    .find((source) => source.root === root)
    ?.fields.map(({ key }) => key);

test.each<[string, string[]]>([
  ['each', ['trigger', 'steps.before']],
  ['first', ['trigger', 'steps.before', 'steps.each']],
  ['round', ['trigger', 'steps.before', 'steps.each', 'steps.first', 'steps.again']],
  ['again', ['trigger', 'steps.before', 'steps.each', 'steps.first', 'steps.again', 'steps.round']],
  ['last', ['trigger', 'steps.before', 'steps.each', 'steps.first', 'steps.again']],
  ['after', ['trigger', 'steps.before', 'steps.each', 'steps.ask']],
  ['mend', ['trigger', 'steps.handler']],
])('what “%s” can read', (id, roots) => {
  expect(rootsOf(id)).toEqual(roots);
});

test('a container gives one thing inside and another outside', () => {
  expect(keysOf('first', 'steps.each')).toEqual(['item', 'index', 'count']);
  expect(keysOf('after', 'steps.each')).toEqual(['count', 'done', 'failed', 'failures']);
  expect(keysOf('round', 'steps.again')).toEqual(['round']);
  expect(keysOf('after', 'steps.ask')).toEqual(['decision', 'comment', 'answeredBy']);
  expect(keysOf('mend', 'steps.handler')).toEqual(['stepId', 'stepTitle', 'kind', 'message']);
});

test('an item is what the list holds, with a sample', () => {
  const [, , each] = dataFor({ graph, stepId: 'first', catalog: testCatalog });
  expect(each?.fields[0]).toMatchObject({ key: 'item', type: 'object', fields: [{ key: 'title' }] });
  expect(each?.sample).toEqual({ item: { title: 'Nhà giả kim' }, index: 0, count: 1 });
  const unknown = aGraph().trigger().forEach('each', { list: '{{ trigger.order.code | split: "," }}' }).inside('each').note('inner').build();
  expect(dataFor({ graph: unknown, stepId: 'inner', catalog: testCatalog })[1]?.fields[0]).toMatchObject({ key: 'item', type: 'any' });
});

test('a for-each over the items of another knows what it goes through', () => {
  const nested = aGraph()
    .trigger()
    .set('kept', [{ key: 'lines', value: '{{ trigger.order.lines }}' }])
    .forEach('each', { list: '{{ steps.kept.lines }}' })
    .inside('each')
    .note('inner')
    .build();
  expect(dataFor({ graph: nested, stepId: 'inner', catalog: testCatalog })[2]?.fields[0]).toMatchObject({ type: 'object', fields: [{ key: 'title' }] });
});

test('the condition of an awaited event reads that event first', () => {
  const waiting = aGraph().trigger().waitForEvent('reply', { node: 'core.startedByHand' }).note('after').build();
  expect(rootsOf('reply', waiting)).toEqual(['event', 'trigger']);
  expect(rootsOf('after', waiting)).toEqual(['trigger', 'steps.reply']);
  const withGoal = aGraph()
    .trigger()
    .note('note')
    .settings({ goal: { node: 'core.startedByHand', nodeVersion: 1, belongs: 'anyone' } })
    .build();
  expect(dataForGoal({ graph: withGoal, catalog: testCatalog }).map(({ root, title }) => [root, title.vi])).toEqual([
    ['event', 'Bấm chạy tay'],
    ['trigger', 'Khi đơn hàng giao xong'],
  ]);
});

test('outputs read the trigger and the steps of the flow’s own level', () => {
  expect(dataForOutputs({ graph, catalog: testCatalog }).map(({ root }) => root)).toEqual([
    'trigger',
    'steps.before',
    'steps.each',
    'steps.ask',
    'steps.after',
  ]);
});

test('what a person hands over, and events that were collected, are data of the trigger', () => {
  const inputs = [
    { key: 'phone', label: 'SĐT khách', type: 'phone' as const, required: true },
    { key: 'note', label: '', type: 'text' as const, required: false },
  ];
  const byHand = aGraph().trigger('start', { node: 'core.startedByHand' }).note('note').settings({ inputs }).build();
  expect(dataFor({ graph: byHand, stepId: 'note', catalog: testCatalog })[0]).toMatchObject({
    fields: [
      { key: 'startedBy' },
      {
        key: 'input',
        fields: [
          { key: 'phone', type: 'text', format: 'phone', label: { vi: 'SĐT khách' }, required: true },
          { key: 'note', label: { vi: 'note' }, required: false },
        ],
      },
    ],
    sample: { startedBy: 'Chủ shop', input: { phone: '+84912345678', note: 'Nội dung' } },
  });

  const batch = aGraph()
    .trigger()
    .note('note')
    .settings({ inputs, gather: { type: 'batch', window: { amount: 5, unit: 'minutes' }, most: 50 } })
    .build();
  const [trigger] = dataFor({ graph: batch, stepId: 'note', catalog: testCatalog });
  expect(trigger?.fields.map(({ key }) => key)).toEqual(['order', 'customer', 'deliveredAt', 'batch']);
  expect(trigger?.sample.batch).toMatchObject({ items: [{ order: { code: '100020' } }], count: 1 });
});

test('a called flow gives its outputs, once they are known', () => {
  const flows = [{ id: 'called', name: 'Chấm điểm', inputs: [], outputs: [{ key: 'score', label: 'Điểm' }], isPublished: true }];
  const known = dataFor({ graph, stepId: 'after', catalog: { ...testCatalog, flows } }).find(({ stepId }) => stepId === 'call');
  expect(known?.fields).toEqual([{ key: 'score', type: 'any', label: { vi: 'Điểm', en: 'Điểm' }, required: false }]);
});
