import { dynamicKey, type FlowGraph } from '@noi/flow';
import { chain, type StepWithoutPlace } from '../src/testing/flows.ts';

/** A flow under test, and what a run of it must have done for an order when it is done. */
export interface ChaosFlow {
  readonly graph: FlowGraph;
  /** One of these lists, whole. */
  expected(order: string): readonly (readonly string[])[];
}

const customer = { phone: '{{ trigger.order.customer.phone }}' };
const ordered = { id: 'start', kind: 'trigger', node: 'core.orderCreated', nodeVersion: 1, input: {} } as const;
const code = '{{ trigger.order.code }}';
const rest = (seconds: number): StepWithoutPlace => ({ id: 'rest', kind: 'wait', wait: { type: 'duration', amount: seconds, unit: 'seconds' } });

/** One of the emulated account's templates. */
const templateId = '320003';
const templateField = (key: string) => ({ key, label: { vi: key, en: key }, sample: 'Lan', type: 'text', required: true, minLength: 1, maxLength: 30 });

/** Waits and loops, retries and races, sends and calls: each event of an order starts one run of each but the last, which listens to a door. */
export function chaosFlows(provider: string, connections: { readonly zalo: string; readonly webhook: string }): Readonly<Record<string, ChaosFlow>> {
  const call = (id: string, path: string, method = 'POST', parent?: string): StepWithoutPlace => ({
    ...{ id, kind: 'action', node: 'core.httpRequest', nodeVersion: 1, input: { method, url: `${provider}/chaos/${path}` } },
    ...(parent === undefined ? {} : { parent }),
  });
  const thank: StepWithoutPlace = {
    ...{ id: 'send', kind: 'action', node: 'zalo.sendZns', nodeVersion: 1, connectionId: connections.zalo },
    input: { ...customer, templateId, templateData: { customer_name: 'Lan', order_code: code } },
    dynamic: {
      templateData: {
        madeFor: dynamicKey({ dependsOn: ['templateId'], input: { templateId } }),
        priceVnd: 300,
        fields: ['customer_name', 'order_code'].map(templateField),
      },
    },
  };
  const paid: StepWithoutPlace = {
    ...{ id: 'paid', kind: 'waitForEvent', node: 'core.paymentReceived', nodeVersion: 1, belongs: 'order' },
    timeout: { amount: 15, unit: 'seconds' },
  };
  const event = chain(ordered, paid, call('heard', `good/event-${code}`));
  const shapes = chain(ordered, { id: 'both', kind: 'parallel' }, call('after', `good/shapes-${code}-after`));
  const place = { position: { x: 0, y: 0 } };
  return {
    thank: { graph: chain(ordered, rest(2), thank), expected: (order) => [[`thank ${order}`]] },
    retry: { graph: chain(ordered, call('ask', `flaky/retry-${code}`, 'GET')), expected: (order) => [[`retry-${order}`]] },
    event: {
      graph: {
        ...event,
        steps: { ...event.steps, late: { ...call('late', `good/late-${code}`), ...place } },
        edges: [...event.edges, { id: 'late', from: 'paid', port: 'timeout', to: 'late' }],
      },
      expected: (order) => [[`event-${order}`], [`late-${order}`]],
    },
    shapes: {
      graph: {
        ...shapes,
        steps: {
          ...shapes.steps,
          left: { ...call('left', `good/shapes-${code}-left`, 'POST', 'both'), ...place },
          each: { id: 'each', kind: 'forEach', parent: 'both', list: '{{ trigger.order.lines }}', atOnce: 2, onFailure: 'stop', ...place },
          item: { ...call('item', `good/shapes-${code}-item-{{ steps.each.index }}`, 'POST', 'each'), ...place },
        },
      },
      expected: (order) => [['left', 'item-0', 'item-1', 'item-2', 'after'].map((part) => `shapes-${order}-${part}`)],
    },
    unsure: {
      graph: chain(
        { id: 'start', kind: 'trigger', node: 'core.webhookReceived', nodeVersion: 1, connectionId: connections.webhook, input: {} },
        call('tell', 'bad/unsure-{{ trigger.body.code }}'),
      ),
      expected: (order) => [[`unsure-${order}`]],
    },
  };
}
