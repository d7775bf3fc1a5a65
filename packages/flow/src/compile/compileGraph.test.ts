import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
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
          kind: 'trigger',
          node: 'core.orderDelivered',
          nodeVersion: 1,
          event: 'order.delivered',
        },
        wait: { id: 'wait', level: 'root', title: 'Đợi 3 ngày', kind: 'wait', wait: { type: 'duration', amount: 3, unit: 'days' } },
        send: {
          id: 'send',
          level: 'root',
          title: 'Gửi ZNS · Mời đánh giá đơn hàng → Số điện thoại',
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
