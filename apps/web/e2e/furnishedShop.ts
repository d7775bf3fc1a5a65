import type { FlowGraph } from '@noi/flow';
import { test as base, expect } from '@playwright/test';
import { Product } from './product.ts';
import { Session } from './session.ts';

/** A shop with a life, and the names of what it holds. */
export interface FurnishedShop {
  readonly product: Product;
  /** Asks for a review three days after delivery, and runs. */
  readonly review: string;
  /** Thanks for an order, and runs. */
  readonly thanks: string;
  /** Has a note, a group, texts and a change that is not published; nothing runs by it. */
  readonly marked: string;
  /** Is paused with one run under way, which asks by letter, and a change that is not published. */
  readonly refund: string;
  /** Where the letter about it leads. */
  readonly letter: string;
  /** Calls another flow; what that gives is pinned. */
  readonly caller: string;
  readonly waiting: string;
  readonly failed: string;
  /** Milliseconds since 1970. */
  readonly furnishedAt: number;
}

/** For journeys that look at many pages and change nothing: they share one furnished shop. Import `test` from here instead of from Playwright. */
export const test = base.extend<object, { shop: FurnishedShop }>({
  shop: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of needed fixtures from this pattern.
    async ({}, use) => {
      await using product = await Product.start();
      await use(await furnish(product));
    },
    { scope: 'worker', timeout: 300_000 },
  ],
});

/** Gives the demo shop two flows that run, one that is paused, some that are worked on, runs that wait, one that failed and one that is done, messages, and refused deliveries; one after another, so that it always comes out alike. */
async function furnish(product: Product): Promise<FurnishedShop> {
  const furnishedAt = Date.now();
  const session = await Session.open(product);
  const play = async (packageId: string, scenarioId: string, input: object) =>
    (await session.mutate<{ summary: { vi: string } }>('phone.play', { packageId, scenarioId, input })).data.summary.vi;
  const publish = async (template: string) => {
    const { flowId } = await product.api<{ flowId: string }>(`/templates/${template}/use`, { method: 'POST' });
    await product.api(`/flows/${flowId}/publish`, { method: 'POST', body: {} });
    return flowId;
  };
  const runs = async (state: string) =>
    (await product.api<{ runs: { id: string; state: string }[] }>('/runs')).runs.filter((run) => run.state === state).map(({ id }) => id);
  const expectRuns = (counts: Readonly<Record<string, number>>) =>
    expect
      .poll(async () => Promise.all(Object.keys(counts).map(async (state) => (await runs(state)).length)), { timeout: 60_000 })
      .toEqual(Object.values(counts));
  const deliver = async (name: string, phone: string) => {
    const orderCode = (await play('haravan', 'place-order', { name, phone, product: 'Nhà giả kim', quantity: 1, price: 79_000 })).match(/#\d+/)?.[0];
    const code = (await play('ghn', 'create-parcel', { orderCode, receiver: name, phone, cod: 79_000 })).match(/Kiện (\S+)/)?.[1];
    await play('ghn', 'parcel-delivered', { code });
  };

  const review = await publish('review-after-delivery');
  const thanks = await publish('order-thanks');
  await deliver('Trần Thị Mai', '0987654321');
  await expectRuns({ waiting: 1, done: 1, failed: 0 });
  // Numbers that end in 0000 have no Zalo.
  await deliver('Lê Văn Nam', '0909120000');
  await expectRuns({ waiting: 2, done: 1, failed: 1 });
  const { connections } = await product.api<{ connections: { webhookUrl: string | null }[] }>('/connections');
  for (const { webhookUrl } of connections) if (webhookUrl) await fetch(webhookUrl, { method: 'POST', body: '{}' });
  // After the deliveries, so that none of them starts it.
  const { id: marked } = await product.api<{ id: string }>('/flows', { method: 'POST', body: { name: 'Gọi lại khách quen', graph: markedGraph(3) } });
  await product.api(`/flows/${marked}/publish`, { method: 'POST', body: {} });
  await product.api(`/flows/${marked}`, { method: 'PUT', body: { name: 'Gọi lại khách quen', graph: markedGraph(5) } });
  const [waiting = ''] = await runs('waiting');
  const [failed = ''] = await runs('failed');
  const { refund, letter } = await askForRefund(product, session);
  const caller = await callAnother(product, session);
  return { product, review, thanks, marked, refund, letter, caller, waiting, failed, furnishedAt };
}

const settings = { timezone: 'Asia/Ho_Chi_Minh' };
const at = (y: number) => ({ position: { x: 0, y } });

/** One run asks by letter; then the flow is paused, misses an event, and is changed. */
async function askForRefund(product: Product, session: Session): Promise<Pick<FurnishedShop, 'refund' | 'letter'>> {
  const name = 'Hoàn tiền cho khách';
  const graph = (question: string): FlowGraph => ({
    schema: 1,
    settings,
    steps: {
      start: { ...at(0), id: 'start', kind: 'trigger', node: 'core.paymentReceived', nodeVersion: 1, input: {} },
      ask: { ...at(160), id: 'ask', kind: 'approval', question, approvers: ['hoa@khac.example.com'], needed: 1, canVeto: false },
    },
    edges: [{ id: 'e1', from: 'start', port: 'next', to: 'ask' }],
  });
  const pay = (orderCode: string) => {
    const payload = { orderCode, amount: 250_000, paidAt: new Date().toISOString() };
    return product.api('/events', { method: 'POST', body: { type: 'payment.received', payload, externalId: `paid-${orderCode}` } });
  };
  const { id: refund } = await product.api<{ id: string }>('/flows', { method: 'POST', body: { name, graph: graph('Hoàn tiền cho khách?') } });
  await product.api(`/flows/${refund}/publish`, { method: 'POST', body: {} });
  await pay('700001');
  const find = async () => /https?:\/\/\S+?\/approve\/[\w-]{43}/.exec(await session.query('phone.messages', { to: 'hoa@khac.example.com' }))?.[0] ?? '';
  await expect.poll(find, { timeout: 60_000 }).not.toBe('');
  await session.mutate('flows.pause', { id: refund });
  await pay('700002');
  await product.api(`/flows/${refund}`, { method: 'PUT', body: { name, graph: graph('Hoàn toàn bộ tiền cho khách?') } });
  return { refund, letter: await find() };
}

async function callAnother(product: Product, session: Session): Promise<string> {
  const fields = [{ key: 'hang', label: 'Hạng', value: 'vàng' }];
  const called: FlowGraph = {
    schema: 1,
    settings: { ...settings, outputs: [{ key: 'tier', label: 'Hạng khách', value: 'vàng' }] },
    steps: {
      begin: { ...at(0), id: 'begin', kind: 'trigger', node: 'core.calledByFlow', nodeVersion: 1, input: {} },
      rank: { ...at(160), id: 'rank', kind: 'set', fields },
    },
    edges: [{ id: 'e1', from: 'begin', port: 'next', to: 'rank' }],
  };
  const { id: flowId } = await product.api<{ id: string }>('/flows', { method: 'POST', body: { name: 'Xếp hạng khách', graph: called } });
  await product.api(`/flows/${flowId}/publish`, { method: 'POST', body: {} });
  const graph: FlowGraph = {
    schema: 1,
    settings,
    steps: {
      start: { ...at(0), id: 'start', kind: 'trigger', node: 'core.orderDelivered', nodeVersion: 1, input: {} },
      call: { ...at(160), id: 'call', kind: 'subflow', flowId, input: {} },
      note: { ...at(320), id: 'note', kind: 'set', fields },
    },
    edges: [
      { id: 'e1', from: 'start', port: 'next', to: 'call' },
      { id: 'e2', from: 'call', port: 'next', to: 'note' },
    ],
  };
  const { id: caller } = await product.api<{ id: string }>('/flows', { method: 'POST', body: { name: 'Gọi xếp hạng', graph } });
  await session.mutate('pins.put', { flowId: caller, stepId: 'call', output: { tier: 'kim cương' }, isReal: false });
  return caller;
}

function markedGraph(days: number): FlowGraph {
  const fields = [{ key: 'loi_chao', label: 'Lời chào', value: 'Chào bạn, cảm ơn bạn đã ghé shop' }];
  return {
    schema: 1,
    settings: { timezone: 'Asia/Ho_Chi_Minh' },
    steps: {
      start: { id: 'start', kind: 'trigger', position: { x: 0, y: 0 }, node: 'core.orderDelivered', nodeVersion: 1, input: {} },
      wait: { id: 'wait', kind: 'wait', position: { x: 0, y: 160 }, wait: { type: 'duration', amount: days, unit: 'days' } },
      greet: { id: 'greet', kind: 'set', position: { x: 0, y: 320 }, fields },
    },
    edges: [
      { id: 'e1', from: 'start', port: 'next', to: 'wait' },
      { id: 'e2', from: 'wait', port: 'next', to: 'greet' },
    ],
    notes: { hint: { id: 'hint', text: 'Hỏi lại lời chào trước Tết', position: { x: 340, y: 20 }, width: 200, height: 120, colour: 'yellow' } },
    groups: { later: { id: 'later', title: 'Sau khi giao', colour: 'blue', members: ['wait', 'greet'] } },
  };
}
