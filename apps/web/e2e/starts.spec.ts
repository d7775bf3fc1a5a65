import { expect, type Page } from '@playwright/test';
import { drawWire, dropNode } from './drawing.ts';
import { takePictures } from './pictures.ts';
import type { Product } from './product.ts';
import { enter, test } from './sharedProduct.ts';

const columns = [
  { key: 'ten', label: 'Tên', type: 'text' },
  { key: 'sdt', label: 'SĐT', type: 'phone' },
];

test('a shop starts flows by the clock, by hand with a form, and over a list that is paused and resumed', async ({ page, product }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await enter(page, product);
  await page.goto(product.demo.url);

  await test.step('a schedule is made by its form, and shows its next times', async () => {
    await page.getByRole('button', { name: 'Quy trình mới', exact: true }).click();
    await expect(page.getByRole('textbox', { name: 'Tìm bước' })).toBeVisible();
    const trigger = await dropNode(page, { title: 'Đến giờ hẹn', x: 560, y: 140 });
    const note = await dropNode(page, { title: 'Dừng', x: 560, y: 320 });
    await drawWire(page, { from: trigger, port: 'next', to: note });
    await page.getByTestId(`step-${trigger}`).click();
    const form = page.getByRole('region', { name: 'Biểu mẫu bước' });
    await choose(page, { label: 'Lặp lại', option: 'Hằng tuần' });
    await form.getByText('T2', { exact: true }).click();
    await form.getByText('T5', { exact: true }).click();
    await form.getByLabel('Lúc', { exact: true }).fill('08:30');
    const next = form.getByRole('region', { name: 'Những lần chạy tới' });
    await expect(next.getByRole('listitem')).toHaveCount(3);
    await expect(next.getByRole('listitem').first()).toContainText('08:30');
    await expect(page.getByText('Đã lưu')).toBeVisible();
    await takePictures(page, 'schedule-form');
    await page.getByRole('button', { name: 'Bật chạy', exact: true }).click();
    await page.getByRole('dialog', { name: 'Bật chạy quy trình' }).getByRole('button', { name: 'Bật chạy' }).click();
    await expect(page.getByText(/Đang chạy/).first()).toBeVisible();
  });

  await test.step('a flow is started by hand, with what its form asks for', async () => {
    const inputs = [
      { key: 'sdt', label: 'SĐT khách', type: 'phone', required: true },
      { key: 'tien', label: 'Số tiền hoàn', type: 'money', required: false },
    ];
    const id = await publish(product, { name: 'Hoàn tiền', trigger: 'core.startedByHand', settings: { inputs } });
    await page.getByRole('link', { name: 'Quy trình', exact: true }).click();
    await page.getByRole('button', { name: 'Thao tác khác với “Hoàn tiền”' }).click();
    await page.getByRole('menuitem', { name: 'Chạy tay một lượt' }).click();
    const dialog = page.getByRole('dialog', { name: 'Chạy tay: Hoàn tiền' });
    await dialog.getByRole('button', { name: 'Chạy ngay' }).click();
    await expect(dialog).toContainText('Chưa điền “SĐT khách”.');
    await dialog.getByRole('textbox', { name: 'SĐT khách' }).fill('0912 345 678');
    await dialog.getByRole('textbox', { name: 'Số tiền hoàn' }).fill('250000');
    await dialog.getByRole('button', { name: 'Chạy ngay' }).click();
    await expect(dialog).toBeHidden();
    await expect.poll(() => runsOf(product, id), { timeout: 30_000 }).toEqual(['done']);
    const { events } = await product.api<{ events: { payload: { flowId: string; input?: object } }[] }>('/events?type=flow.started_by_hand');
    expect(events.filter(({ payload }) => payload.flowId === id).map(({ payload }) => payload.input)).toEqual([{ sdt: '+84912345678', tien: 250_000 }]);
  });

  await test.step('a list out of a file is sent row by row, through a pause', async () => {
    const id = await publish(product, { name: 'Gửi khách cũ', trigger: 'core.broadcast', input: { columns } });
    await page.goto(`${product.demo.url}/flows/${id}/lists`);
    const rows = Array.from({ length: 12 }, (_, at) => `Khách ${at + 1},09123456${String(at).padStart(2, '0')}`);
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Chọn tệp CSV' }).click();
    await (await chooser).setFiles({
      name: 'khach-cu.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(['Tên,SĐT', ...rows, 'Khách hỏng,12'].join('\n')),
    });
    await expect(page.getByText('12 dòng sẽ được gửi')).toBeVisible();
    await expect(page.getByText('1 dòng không gửi được')).toBeVisible();
    await page.getByRole('button', { name: 'Gửi danh sách' }).click();
    await page.getByRole('button', { name: 'Bắt đầu gửi' }).click();

    const list = page.getByRole('article', { name: 'khach-cu' });
    await expect(list).toContainText(/Đã gửi [2-9] \/ 12 dòng/);
    await list.getByRole('button', { name: 'Tạm dừng' }).click();
    await expect(list.getByText('Tạm dừng', { exact: true })).toBeVisible();
    const held = async () => (await sentOf(product, id)).length;
    const atPause = await held();
    await takePictures(page, 'broadcast-paused');
    // Longer than three rows would take.
    await page.waitForTimeout(3_500);
    expect(await held()).toBe(atPause);
    expect(atPause).toBeLessThan(12);

    await list.getByRole('button', { name: 'Gửi tiếp' }).click();
    await expect(list).toContainText('Đã gửi 12 / 12 dòng', { timeout: 30_000 });
    await expect(list.getByText('Xong', { exact: true })).toBeVisible();
    await expect.poll(() => runsOf(product, id), { timeout: 30_000 }).toEqual(Array(12).fill('done'));
    expect(await sentOf(product, id)).toEqual(rows.map((row) => row.split(',')[0]).sort());
  });
});

/** A live flow that ends as soon as it began. */
async function publish(product: Product, flow: { name: string; trigger: string; input?: object; settings?: object }): Promise<string> {
  const position = { x: 0, y: 0 };
  const graph = {
    schema: 1,
    settings: { timezone: 'Asia/Ho_Chi_Minh', ...flow.settings },
    steps: {
      start: { id: 'start', kind: 'trigger', node: flow.trigger, nodeVersion: 1, input: flow.input ?? {}, position },
      rest: { id: 'rest', kind: 'wait', wait: { type: 'duration', amount: 1, unit: 'seconds' }, position: { x: 0, y: 150 } },
    },
    edges: [{ id: 'e1', from: 'start', port: 'next', to: 'rest' }],
  };
  const { id } = await product.api<{ id: string }>('/flows', { method: 'POST', body: { name: flow.name, graph } });
  await product.api(`/flows/${id}/publish`, { method: 'POST', body: {} });
  return id;
}

async function runsOf(product: Product, flowId: string): Promise<string[]> {
  return (await product.api<{ runs: { state: string }[] }>(`/runs?flowId=${flowId}&limit=50`)).runs.map(({ state }) => state);
}

/** The names of the rows that went out so far. */
async function sentOf(product: Product, flowId: string): Promise<string[]> {
  const { events } = await product.api<{ events: { payload: { flowId: string; row: { ten: string } } }[] }>('/events?type=broadcast.recipient&limit=50');
  return events.flatMap(({ payload }) => (payload.flowId === flowId ? [payload.row.ten] : [])).sort();
}

async function choose(page: Page, { label, option }: { label: string; option: string }): Promise<void> {
  await page.getByRole('combobox', { name: label }).click();
  await page.getByRole('option', { name: option }).click();
}
