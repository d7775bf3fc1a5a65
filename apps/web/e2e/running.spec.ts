import type { FlowGraph } from '@noi/flow';
import { expect } from '@playwright/test';
import { aLiveFlow, placeOrder } from './liveFlows.ts';
import { takePictures } from './pictures.ts';
import type { Product } from './product.ts';
import { enter, test } from './sharedProduct.ts';

const name = 'Theo dõi đơn mới';
const wait = (amount: number) => ({ id: 'wait', kind: 'wait', wait: { type: 'duration', amount, unit: 'days' } }) as const;

test('a shop sees on the canvas how its runs fare, finds them, acts on many, compares versions, and follows one order', async ({ page, product }) => {
  test.setTimeout(240_000);
  const { url } = product.demo;
  const flowId = await aLiveFlow(product, { name, steps: [wait(3), { id: 'end', kind: 'stop' }] });
  for (const code of ['RUN-1', 'RUN-2', 'RUN-3']) await placeOrder(product, code);
  const states = async () => {
    const { runs } = await product.api<{ runs: { subject: string; state: string }[] }>(`/runs?flowId=${flowId}`);
    return runs.map(({ subject, state }) => `${subject} ${state}`).sort();
  };
  await expect.poll(states, { timeout: 60_000 }).toEqual(['RUN-1 waiting', 'RUN-2 waiting', 'RUN-3 waiting']);
  await enter(page, product);

  await test.step('numbers stand on steps and wires, and lead to the runs that they count', async () => {
    await page.goto(`${url}/flows/${flowId}`);
    await page.getByRole('button', { name: 'Số liệu' }).click();
    const bar = page.getByRole('region', { name: 'Số liệu' });
    await expect(bar.getByRole('status')).toContainText('3 lượt vào');
    await expect(page.getByTestId('step-start').getByRole('link', { name: '3 lượt đã qua' })).toBeVisible();
    await expect(page.getByRole('link', { name: '3 lượt đi qua đường nối này' })).toBeVisible();
    await bar.getByText('24 giờ').click();
    const waiting = page.getByTestId('step-wait').getByRole('link', { name: '3 lượt đang đợi ở đây' });
    await expect(waiting).toBeVisible();
    if (process.env.NOI_PICTURES_DIR) await page.screenshot({ path: `${process.env.NOI_PICTURES_DIR}/numbers.png` });
    await waiting.click();
    await expect(page.getByText('Đang đợi ở “Đợi 3 ngày”')).toBeVisible();
    await expect(page.getByRole('list', { name: 'Danh sách lượt chạy' }).getByRole('listitem')).toHaveCount(3);
    await takePictures(page, 'runs-filtered');
  });

  const list = page.getByRole('list', { name: 'Danh sách lượt chạy' });

  await test.step('an order is found, and the filter is kept', async () => {
    await page.goto(`${url}/runs`);
    await page.getByRole('searchbox', { name: 'Tìm theo khách hoặc đơn hàng' }).fill('run-2');
    await expect(list.getByRole('listitem')).toHaveCount(1);
    await expect(list).toContainText('RUN-2');
    await expect(page).toHaveURL(/find=run-2/);
    await page.getByRole('button', { name: 'Lưu bộ lọc' }).click();
    await page.getByRole('textbox', { name: 'Tên bộ lọc' }).fill('Đơn RUN-2');
    await page.getByRole('button', { name: 'Lưu', exact: true }).click();
    await page.goto(`${url}/runs`);
    await page.getByRole('button', { name: 'Bộ lọc đã lưu' }).click();
    await page.getByRole('menuitem', { name: 'Đơn RUN-2' }).click();
    await expect(list.getByRole('listitem')).toHaveCount(1);
  });

  const bulk = page.getByTestId('bulk');

  await test.step('what is asked for many runs can be taken back, and otherwise is done', async () => {
    await page.getByRole('checkbox', { name: /Chọn lượt RUN-2/ }).check();
    await page.getByRole('button', { name: 'Dừng', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Dừng', exact: true }).click();
    await expect(bulk).toHaveAttribute('data-state', 'planned');
    await bulk.getByRole('button', { name: 'Hoàn tác' }).click();
    await expect(bulk).toContainText('Không lượt nào bị đụng tới');

    await page.getByRole('checkbox', { name: /Chọn lượt RUN-2/ }).check();
    await page.getByRole('button', { name: 'Chạy tiếp ngay' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Chạy tiếp ngay' }).click();
    await expect(bulk).toHaveAttribute('data-state', 'done', { timeout: 60_000 });
    await expect.poll(states, { timeout: 30_000 }).toEqual(['RUN-1 waiting', 'RUN-2 stopped', 'RUN-3 waiting']);
  });

  await test.step('the draft is compared with the live version on the canvas, down to the field', async () => {
    const { graph } = await product.api<{ graph: FlowGraph }>(`/flows/${flowId}`);
    const { end: _end, ...steps } = graph.steps;
    const changed = { ...graph, steps: { ...steps, wait: { ...graph.steps.wait, ...wait(5) } }, edges: graph.edges.filter(({ to }) => to !== 'end') };
    await product.api(`/flows/${flowId}`, { method: 'PUT', body: { graph: changed } });
    await page.goto(`${url}/flows/${flowId}`);
    await page.getByRole('button', { name: 'Phiên bản' }).click();
    await page.getByRole('dialog', { name: 'Phiên bản' }).getByRole('button', { name: 'So sánh trên bản vẽ' }).first().click();
    const view = page.getByRole('dialog', { name: 'So sánh trên bản vẽ' });
    await expect(view.getByTestId('step-wait')).toHaveAttribute('data-diff', 'changed');
    await expect(view.getByTestId('step-end')).toHaveAttribute('data-diff', 'removed');
    await view.getByTestId('step-wait').click();
    await expect(view.getByTestId('changes')).toContainText('Trước: Đợi 3 ngày');
    await expect(view.getByTestId('changes')).toContainText('Sau: Đợi 5 ngày');
    if (process.env.NOI_PICTURES_DIR) await page.screenshot({ path: `${process.env.NOI_PICTURES_DIR}/difference.png` });
  });

  await test.step('from a run to the way of its order through all flows', async () => {
    await page.goto(`${url}/runs?flowId=${flowId}`);
    await list.getByRole('link', { name: 'RUN-1' }).click();
    await page.getByRole('link', { name: 'Hành trình của đơn RUN-1' }).click();
    await expect(page.getByRole('list', { name: 'Các quy trình đã vào' })).toContainText(name);
    await expect(page.getByRole('region', { name: 'Sắp tới' })).toContainText('Đợi 3 ngày');
    await expect(page.getByRole('region', { name: 'Đã diễn ra' })).toContainText('Có đơn hàng mới');
    await takePictures(page, 'journey');
    await page.getByRole('searchbox', { name: 'Tìm hành trình' }).fill('0912 345 678');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: /Nguyễn Thị Lan · 0912 345 678/ })).toBeVisible();
  });

  await test.step('of a loop one item is looked at, and the marks on the canvas follow', async () => {
    const loopId = await aLoop(product);
    await placeOrder(product, 'RUN-4', [line('Nhà giả kim', 1), line('Số đỏ', 3), line('Tắt đèn', 1)]);
    const ends = async () => (await product.api<{ runs: { state: string }[] }>(`/runs?flowId=${loopId}`)).runs.map(({ state }) => state);
    await expect.poll(ends, { timeout: 60_000 }).toEqual(['done']);
    await page.goto(`${url}/runs?flowId=${loopId}`);
    await list.getByRole('link', { name: 'RUN-4' }).click();
    await expect(list).toBeHidden();
    await expect(page.getByText('Phiên bản 1 · đang dùng')).toBeVisible();
    const mark = (step: string) => page.getByTestId(`step-${step}`);
    await expect(mark('few')).toContainText('2/2');
    await expect(mark('many')).toHaveAttribute('data-run', 'done');
    await takePictures(page, 'run-loop');

    const rounds = page.getByRole('complementary', { name: 'Diễn biến' }).getByRole('group', { name: 'Các lần lặp' });
    await expect(rounds).toContainText('Mục 3/3');
    await rounds.getByRole('button', { name: 'Mục trước' }).click();
    await expect(rounds).toContainText('Mục 2/3');
    const seen = page.getByRole('region', { name: 'Phần đang xem trên bản vẽ' });
    await expect(seen).toContainText('Mục 2/3');
    await expect(mark('few')).toHaveAttribute('data-run', 'pending');
    await expect(mark('many')).toHaveAttribute('data-run', 'done');
    if (process.env.NOI_PICTURES_DIR) await page.screenshot({ path: `${process.env.NOI_PICTURES_DIR}/run-loop-item.png` });
    await seen.getByRole('button', { name: 'Mục trước' }).click();
    await expect(mark('few')).toHaveAttribute('data-run', 'done');
    await expect(mark('many')).toHaveAttribute('data-run', 'pending');
    await seen.getByRole('button', { name: 'Xem cả lượt chạy' }).click();
    await expect(mark('few')).toContainText('2/2');
  });
});

const line = (title: string, quantity: number) => ({ title, quantity, price: 79_000 });

/** Tells things that were bought once from those that were bought more often. */
async function aLoop(product: Product): Promise<string> {
  const rule = { combinator: 'and', rules: [{ field: 'steps.each.item.quantity', operator: '>=', value: 2 }] };
  const set = (id: string, name: string, x: number) => ({
    ...{ id, kind: 'set', name, parent: 'each', fields: [{ key: 'ten', value: '{{ steps.each.item.title }}' }], position: { x, y: 250 } },
  });
  const steps = [
    { id: 'start', kind: 'trigger', node: 'core.orderCreated', nodeVersion: 1, input: {}, position: { x: 0, y: 0 } },
    { id: 'each', kind: 'forEach', list: '{{ trigger.order.lines }}', atOnce: 1, onFailure: 'stop', position: { x: -170, y: 150 } },
    { id: 'if', kind: 'if', parent: 'each', rule, position: { x: 170, y: 100 } },
    set('many', 'Mua nhiều', 24),
    set('few', 'Mua lẻ', 320),
  ];
  const edges = [
    { id: 'e1', from: 'start', port: 'next', to: 'each' },
    { id: 'e2', from: 'if', port: 'true', to: 'many' },
    { id: 'e3', from: 'if', port: 'false', to: 'few' },
  ];
  const graph = { schema: 1, settings: { timezone: 'Asia/Ho_Chi_Minh' }, steps: Object.fromEntries(steps.map((step) => [step.id, step])), edges };
  const { id } = await product.api<{ id: string }>('/flows', { method: 'POST', body: { name: 'Xem từng món', graph } });
  await product.api(`/flows/${id}/publish`, { method: 'POST' });
  return id;
}
