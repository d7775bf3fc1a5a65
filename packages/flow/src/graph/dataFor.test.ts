import { expect, test } from 'vitest';
import { aGraph } from '../testing/aGraph.ts';
import { switchOff } from '../testing/switchOff.ts';
import { note, orderDelivered, sendZns, testCatalog } from '../testing/testCatalog.ts';
import { dataFor, dataForOutputs } from './dataFor.ts';

test('a step reads the trigger and the steps before it, in reading order', () => {
  const graph = aGraph().trigger().note('zeta').wait('wait').sendZns('alpha').note('last').build();
  expect(dataFor({ graph, stepId: 'last', catalog: testCatalog })).toEqual([
    { stepId: 'trigger', root: 'trigger', title: orderDelivered.title, fields: orderDelivered.output, sample: orderDelivered.sample },
    { stepId: 'zeta', root: 'steps.zeta', title: note.title, fields: note.output, sample: note.sample },
    {
      stepId: 'alpha',
      root: 'steps.alpha',
      title: { vi: 'Gửi ZNS · Mời đánh giá đơn hàng → Số điện thoại', en: 'Send ZNS · Mời đánh giá đơn hàng → Phone' },
      fields: sendZns.output,
      sample: sendZns.sample,
    },
  ]);
});

test('a step that is not wired yet sees the trigger; the trigger sees nothing', () => {
  const graph = aGraph()
    .trigger('start')
    .loose({ id: 'stop', kind: 'stop', position: { x: 0, y: 0 } })
    .build();
  expect(dataFor({ graph, stepId: 'stop', catalog: testCatalog }).map(({ stepId }) => stepId)).toEqual(['trigger']);
  expect(dataFor({ graph, stepId: 'start', catalog: testCatalog })).toEqual([]);
});

test('a set step gives its values, typed by what they hold, with samples', () => {
  const fields = [
    { key: 'tong', label: 'Tổng', value: '{{ trigger.order.total }}' },
    { key: 'loi_chao', value: 'Chào {{ trigger.customer.name | first_name | fallback: "bạn" }}' },
    { key: 'so', value: 5 },
    { key: 'bat', value: true },
  ];
  const graph = aGraph().trigger().set('set', fields).note('note').build();
  expect(dataFor({ graph, stepId: 'note', catalog: testCatalog })[1]).toEqual({
    stepId: 'set',
    root: 'steps.set',
    title: { vi: 'Đặt giá trị · Tổng, loi_chao, so, bat', en: 'Set values · Tổng, loi_chao, so, bat' },
    fields: [
      { key: 'tong', label: { vi: 'Tổng', en: 'Tổng' }, required: true, type: 'number', format: 'money', sample: 1250000 },
      { key: 'loi_chao', label: { vi: 'loi_chao', en: 'loi_chao' }, required: true, type: 'text' },
      { key: 'so', label: { vi: 'so', en: 'so' }, required: true, type: 'number' },
      { key: 'bat', label: { vi: 'bat', en: 'bat' }, required: true, type: 'boolean' },
    ],
    sample: { tong: 1250000, loi_chao: 'Chào Lan', so: 5, bat: true },
  });
});

test('a step that is off gives nothing; its own form reads what it would read if it were on', () => {
  const graph = switchOff(aGraph().trigger().note('one').forEach('each').inside('each').note('two').outside().note('three').build(), 'one', 'each', 'two');
  const read = (stepId: string) => dataFor({ graph, stepId, catalog: testCatalog }).map((source) => source.stepId);
  expect(read('three')).toEqual(['trigger']);
  expect(read('two')).toEqual(['trigger', 'each']);
  expect(dataForOutputs({ graph, catalog: testCatalog }).map((source) => source.stepId)).toEqual(['trigger', 'three']);
});
