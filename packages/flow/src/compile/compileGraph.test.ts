import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import type { FlowSettings } from '../graph/FlowGraph.ts';
import { aGraph, znsStep } from '../testing/aGraph.ts';
import { testCatalog, testConnections } from '../testing/testCatalog.ts';
import { canonicalJson } from './canonicalJson.ts';
import { compileGraph } from './compileGraph.ts';
import { hashPlan } from './hashPlan.ts';

const compile = (graph: Parameters<typeof compileGraph>[0]['graph']) => compileGraph({ graph, catalog: testCatalog, connections: testConnections });

test('the main job becomes a plan', () => {
  const compiled = compile(aGraph().trigger().wait('wait').sendZns('send').build());
  expect(compiled).toEqual({
    ok: true,
    issues: [],
    plan: {
      hash: expect.stringMatching(/^[0-9a-f]{64}$/),
      engine: 1,
      timezone: 'Asia/Ho_Chi_Minh',
      trigger: 'trigger',
      steps: {
        trigger: {
          id: 'trigger',
          level: 'root',
          title: 'Khi đơn hàng giao xong',
          titleEn: 'When an order is delivered',
          kind: 'trigger',
          node: 'core.orderDelivered',
          nodeVersion: 1,
          event: 'order.delivered',
        },
        wait: { id: 'wait', level: 'root', title: 'Đợi 3 ngày', titleEn: 'Wait 3 days', kind: 'wait', wait: { type: 'duration', amount: 3, unit: 'days' } },
        send: {
          id: 'send',
          level: 'root',
          title: 'Gửi ZNS · Mời đánh giá đơn hàng → Số điện thoại',
          titleEn: 'Send ZNS · Mời đánh giá đơn hàng → Phone',
          kind: 'action',
          node: 'zalo.sendZns',
          nodeVersion: 1,
          connectionId: 'oa',
          input: znsStep('send').input,
          message: { channel: 'zalo', purpose: 'care' },
          slow: false,
          rateClass: 'zalo',
          sample: { messageId: 'a4d0243feee163bd3af2', quota: 499 },
          priceVnd: 300,
        },
      },
      levels: {
        root: {
          id: 'root',
          entries: ['trigger'],
          steps: ['trigger', 'wait', 'send'],
          edges: [
            { id: 'trigger.next-wait', from: 'trigger', port: 'next', to: 'wait' },
            { id: 'wait.next-send', from: 'wait', port: 'next', to: 'send' },
          ],
        },
      },
    },
  });
  expect(compiled.ok && hashPlan(compiled.plan)).toBe(compiled.ok && compiled.plan.hash);
});

test('blank fields and leftovers of another template are not sent', () => {
  const input = { ...znsStep('x').input, phone: '0912345678', unknown: 'x', templateData: { customer_name: 'Lan', order_code: '1', gone: 'y' } };
  const compiled = compile(
    aGraph()
      .trigger()
      .sendZns('send', { input })
      .note('note', 'Xong', { input: { text: 'Xong', email: ' ' } })
      .build(),
  );
  expect(compiled.ok && [compiled.plan.steps.send, compiled.plan.steps.note]).toMatchObject([
    { input: { phone: '0912345678', templateId: '320001', templateData: { customer_name: 'Lan', order_code: '1' } } },
    { input: { text: 'Xong' } },
  ]);
});

test('a draft with errors gives no plan, one with warnings does', () => {
  expect(compile(aGraph().trigger().build())).toMatchObject({ ok: false, issues: [{ code: 'trigger_unwired' }] });
  expect(compile(aGraph().trigger().if('if').note('note').build())).toMatchObject({ ok: true, issues: [{ code: 'branch_unwired' }] });
});

test('wires are in reading order, branches as the canvas shows them, whatever order they were drawn in', () => {
  const compiled = compile(
    aGraph().trigger().if('if').from('if', 'false').note('b').from('if', 'true').note('a').from('if', 'true').note('c').wire('a', 'next', 'c').build(),
  );
  expect(compiled.ok && compiled.plan.levels.root?.edges.map(({ id }) => id)).toEqual(['trigger.next-if', 'if.true-a', 'if.true-c', 'if.false-b', 'a.next-c']);
});

test('canonical JSON sorts keys and leaves absent values out', () => {
  expect(canonicalJson({ b: [1, undefined, null], a: { d: undefined, c: 'é' } })).toBe('{"a":{"c":"é"},"b":[1,null,null]}');
});

test('sending rules are part of the plan; without them the plan keeps the name that it always had', () => {
  const graph = aGraph().trigger().wait('wait').sendZns('send');
  const rules = { quietHours: { from: '22:00', to: '07:00' }, frequencyCap: { messages: 1, days: 7 } };
  const [plain, ruled, other] = [graph, graph.settings(rules), graph.settings({ ...rules, quietHours: { from: '21:00', to: '07:00' } })].map((drawn) =>
    compile(drawn.build()),
  );
  if (!plain?.ok || !ruled?.ok || !other?.ok) throw new Error('The graphs are valid');

  expect(ruled.plan).toMatchObject(rules);
  expect(new Set([plain, ruled, other].map(({ plan }) => plan.hash)).size).toBe(3);
  const { engine, timezone, trigger, steps, levels } = plain.plan;
  expect(Object.keys(plain.plan).sort()).toEqual(['engine', 'hash', 'levels', 'steps', 'timezone', 'trigger']);
  expect(plain.plan.hash).toBe(createHash('sha256').update(canonicalJson({ engine, timezone, trigger, steps, levels })).digest('hex'));
});

test('every construct finds its place in the plan: bodies are levels, the error handler is no entry', () => {
  const graph = aGraph()
    .trigger()
    .forEach('each', { atOnce: 5, onFailure: 'collect' })
    .inside('each')
    .note('one')
    .first('race')
    .inside('race')
    .waitForEvent('reply', { timeout: { amount: 2, unit: 'days' } })
    .inside('race')
    .wait('late')
    .outside()
    .outside()
    .repeat('again')
    .inside('again')
    .note('round')
    .outside()
    .parallel('both')
    .inside('both')
    .note('left')
    .inside('both')
    .note('right')
    .outside()
    .approval('ask', { approvers: ['chu@shop.vn'], canVeto: true, remindEvery: { amount: 4, unit: 'hours' } })
    .subflow('call', 'called', { code: '{{ trigger.order.code }}' })
    .errorHandler()
    .note('mend')
    .build();
  const compiled = compile(graph);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.issues));
  const { plan } = compiled;

  expect(Object.values(plan.levels).map(({ id, entries, steps }) => ({ id, entries, steps }))).toEqual([
    { id: 'root', entries: ['trigger'], steps: ['trigger', 'each', 'again', 'both', 'ask', 'call', 'handler', 'mend'] },
    { id: 'each', entries: ['one'], steps: ['one', 'race'] },
    { id: 'race', entries: ['late', 'reply'], steps: ['late', 'reply'] },
    { id: 'again', entries: ['round'], steps: ['round'] },
    { id: 'both', entries: ['left', 'right'], steps: ['left', 'right'] },
  ]);
  expect(plan.levels.each?.edges).toEqual([{ id: 'one.next-race', from: 'one', port: 'next', to: 'race' }]);
  expect(plan.errorHandler).toBe('handler');
  expect(plan.steps).toMatchObject({
    each: { level: 'root', kind: 'forEach', list: '{{ trigger.order.lines }}', atOnce: 5, onFailure: 'collect' },
    race: { level: 'each', kind: 'first' },
    reply: { level: 'race', kind: 'waitForEvent', event: 'order.delivered', belongs: 'customer', timeout: { amount: 2, unit: 'days' } },
    again: { kind: 'repeat', most: 10, until: { rules: [{ field: 'steps.again.round' }] } },
    both: { kind: 'parallel' },
    ask: { kind: 'approval', approvers: ['chu@shop.vn'], needed: 1, canVeto: true, remindEvery: { amount: 4, unit: 'hours' } },
    call: { kind: 'subflow', flowId: 'called', input: { code: '{{ trigger.order.code }}' } },
    handler: { level: 'root', kind: 'errorHandler' },
    mend: { level: 'root', kind: 'action' },
  });
});

test('settings go into the plan as they are, the goal as the event that it is; empty lists leave no trace', () => {
  const settings: Partial<FlowSettings> = {
    dedupeBy: '{{ trigger.order.code }}',
    entry: { policy: 'oncePerDays', days: 30 },
    concurrency: { limit: 2 },
    gather: { type: 'batch', window: { amount: 5, unit: 'minutes' }, most: 50 },
    businessHours: { open: [{ day: 1, from: '08:00', to: '21:00' }], holidays: [] },
  };
  const goal = { node: 'core.webhookReceived', nodeVersion: 1, connectionId: 'door', belongs: 'anyone' } as const;
  const plain = compile(aGraph().trigger().note('note').build());
  const rich = compile(
    aGraph()
      .trigger()
      .note('note', '{{ trigger.batch.count }}')
      .settings({ ...settings, goal, inputs: [], outputs: [] })
      .build(),
  );
  const emptied = compile(aGraph().trigger().note('note').settings({ inputs: [], outputs: [] }).build());
  if (!plain.ok || !rich.ok || !emptied.ok) throw new Error('The graphs are valid');

  expect(rich.plan).toMatchObject({ ...settings, goal: { event: 'webhook.received', connectionId: 'door', belongs: 'anyone' } });
  expect([rich.plan.inputs, rich.plan.outputs]).toEqual([undefined, undefined]);
  expect(emptied.plan.hash).toBe(plain.plan.hash);
});

test('what a trigger node is told is part of the plan', () => {
  const compiled = compile(
    aGraph()
      .trigger('trigger', { input: { times: '0 9 * * *' } })
      .note('note')
      .build(),
  );
  expect(compiled.ok && compiled.plan.steps.trigger).toMatchObject({ input: { times: '0 9 * * *' } });
});

test('rich text is told in the plan, plain words in the same field leave no trace', () => {
  const planned = (letter: string) =>
    compile(
      aGraph()
        .trigger()
        .note('note', 'Xong', { input: { text: 'Xong', letter } })
        .build(),
    );
  const [rich, plain] = [planned('<p>Chào {{ trigger.order.code }}</p>'), planned('Chào {{ trigger.order.code }}')];
  expect(rich.ok && rich.plan.steps.note).toMatchObject({ rich: ['letter'] });
  expect(plain.ok && plain.plan.steps.note).not.toHaveProperty('rich');
});
