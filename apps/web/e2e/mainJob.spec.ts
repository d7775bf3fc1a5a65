import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { drawWire, dropNode, insertPill } from './drawing.ts';
import { isAlive, Product, pause } from './product.ts';
import { deliver, ghnCallback, haravanOrder } from './providers.ts';

const appSecret = 'khoa-bi-mat-cua-ung-dung';
const callbackSecret = 'mot-chuoi-rat-kho-doan';

test('a shop draws “order delivered → wait 3 days → ZNS review request”, and it runs', async ({ page }) => {
  test.setTimeout(420_000);
  await using product = await Product.start();
  const { demo } = product;

  await test.step('sign in', async () => {
    await page.goto(demo.url);
    await page.getByRole('textbox', { name: 'Email' }).fill(demo.email);
    await page.getByRole('textbox', { name: 'Mật khẩu' }).fill('sai-mat-khau');
    await page.getByRole('button', { name: 'Đăng nhập' }).click();
    await expect(page.getByRole('alert')).toContainText('chưa đúng');
    await page.getByRole('textbox', { name: 'Mật khẩu' }).fill(demo.password);
    await page.getByRole('button', { name: 'Đăng nhập' }).click();
    await expect(page.getByRole('heading', { name: 'Quy trình', level: 1 })).toBeVisible();
  });

  await test.step('connect the shop and the carrier with accounts of their own', async () => {
    await page.getByRole('link', { name: 'Kết nối' }).click();
    await addLive(page, 'Cửa hàng Haravan', {
      'Tên kết nối': 'Haravan của shop',
      'Mã truy cập (access token)': 'token-that',
      'Khoá bí mật của ứng dụng (client secret)': appSecret,
      'Mã cửa hàng (org id)': '200000244883',
      'Mã xác minh webhook (verify token)': 'xin-chao',
    });
    await addLive(page, 'Cửa hàng Giao Hàng Nhanh', {
      'Tên kết nối': 'GHN của shop',
      'Token API': 'token-ghn',
      'Mã cửa hàng (ShopID)': '885',
      'Tên tiêu đề xác thực webhook': 'X-Ghn-Auth',
      'Giá trị tiêu đề xác thực webhook': callbackSecret,
    });
    await expect(page.getByRole('listitem', { name: 'GHN của shop' })).toContainText('Chạy thật');
  });

  await test.step('draw the flow by hand', async () => {
    await page.getByRole('link', { name: 'Quy trình' }).click();
    await page.getByRole('button', { name: 'Quy trình mới', exact: true }).click();
    await expect(page.getByRole('textbox', { name: 'Tìm bước' })).toBeVisible();
    const trigger = await dropNode(page, { title: 'Đơn hàng giao xong', x: 640, y: 140 });
    const wait = await dropNode(page, { title: 'Đợi', x: 640, y: 320 });
    const send = await dropNode(page, { title: 'Gửi ZNS', x: 640, y: 500 });
    await drawWire(page, { from: trigger, port: 'next', to: wait });
    await drawWire(page, { from: wait, port: 'next', to: send });

    const form = page.getByRole('region', { name: 'Biểu mẫu bước' });
    await page.getByTestId(`step-${wait}`).click();
    await form.getByRole('textbox', { name: 'Thời gian đợi' }).fill('3');
    await expect(page.getByTestId(`step-${wait}`)).toContainText('Đợi 3 ngày');
    await page.getByTestId(`step-${send}`).click();
    await form.getByRole('combobox', { name: 'Mẫu tin ZNS' }).click();
    await page.getByRole('option', { name: /Mời đánh giá đơn hàng/ }).click();
    await insertPill(page, { field: 'Số điện thoại người nhận', data: /^Số điện thoại 0912/ });
    await insertPill(page, { field: 'Mã đơn hàng', data: /^Mã đơn hàng/ });
    await insertPill(page, { field: 'Tên khách hàng', data: /^Tên khách/ });
  });

  await test.step('one mistake is shown at its field and in the list, and mended', async () => {
    // A customer's name may be missing: the flow asks what to say then.
    const form = page.getByRole('region', { name: 'Biểu mẫu bước' });
    await expect(form).toContainText('có thể bị thiếu');
    await page.getByRole('button', { name: 'Bật chạy', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Bật chạy quy trình' });
    await expect(dialog).toContainText('Còn 1 chỗ cần sửa');
    await dialog.getByRole('button', { name: 'Đến chỗ cần sửa', exact: true }).click();
    await form.getByText('Khách hàng › Tên khách', { exact: true }).click();
    await page.getByRole('textbox', { name: 'Khi không có dữ liệu thì ghi' }).fill('bạn');
    await page.keyboard.press('Enter');
    await expect(form).not.toContainText('có thể bị thiếu');
    await expect(page.getByText('Đã lưu')).toBeVisible();
  });

  await test.step('the simulator sends exactly 72 hours after delivery', async () => {
    const flow = await onlyFlow(product);
    const startAt = '2026-11-22T03:15:00.000Z';
    const simulation = await product.api<{ messages: { at: string }[] }>(`/flows/${flow}/simulate`, { method: 'POST', body: { startAt } });
    expect(simulation.messages.map((message) => Date.parse(message.at) - Date.parse(startAt))).toEqual([72 * 3_600_000]);
  });

  await test.step('publish', async () => {
    if (process.env.NOI_PICTURES) {
      mkdirSync(join(import.meta.dirname, '../../../docs'), { recursive: true });
      await page.screenshot({ path: join(import.meta.dirname, '../../../docs/editor.png') });
    }
    await page.getByRole('button', { name: 'Bật chạy', exact: true }).click();
    await page.getByRole('dialog', { name: 'Bật chạy quy trình' }).getByRole('button', { name: 'Bật chạy' }).click();
    await expect(page.getByText(/Đang chạy/).first()).toBeVisible();
  });

  const doors = await doorsOf(product);
  const order = haravanOrder({ id: 1138637099, code: '100777', name: 'Trần Thị Mai', phone: '0987 654 321', secret: appSecret, orgId: '200000244883' });
  const callback = (status: string, minute: number) =>
    ghnCallback({
      tracking: 'L8BGNP',
      orderCode: '100777',
      type: status === 'ready_to_pick' ? 'create' : 'switch_status',
      status,
      time: `2026-11-22T03:${minute}:00.000Z`,
      header: 'X-Ghn-Auth',
      secret: callbackSecret,
    });
  const callbacks = [callback('ready_to_pick', 10), callback('picked', 20), callback('delivering', 30), callback('delivered', 40)];

  await test.step('a signed order and the carrier’s callbacks come in', async () => {
    expect(await deliver(doors.haravan, { ...order, headers: { ...order.headers, 'X-Haravan-HmacSha256': 'c2Fp' } })).toBe(401);
    expect(await deliver(doors.ghn, { ...(callbacks[3] ?? order), headers: { 'content-type': 'application/json' } })).toBe(401);
    expect(await deliver(doors.haravan, order)).toBe(200);
    for (const given of callbacks) expect(await deliver(doors.ghn, given)).toBe(200);
  });

  await test.step('the run is seen waiting three days', async () => {
    await page.goto(`${demo.url}/runs`);
    const row = page.getByRole('list', { name: 'Danh sách lượt chạy' }).getByRole('listitem');
    await expect(row).toHaveCount(1);
    await expect(row).toContainText('100777');
    await expect(row).toContainText('Đang đợi');
    await row.getByRole('link').click();
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Trần Thị Mai');
    const [run] = (await product.api<{ runs: { id: string; startedAt: string; waiting: { until: string } }[] }>('/runs')).runs;
    const waits = Date.parse(run?.waiting.until ?? '') - Date.parse(run?.startedAt ?? '');
    expect(Math.abs(waits - 72 * 3_600_000)).toBeLessThan(60_000);
  });

  await test.step('the worker is killed during the wait and comes back', async () => {
    const [worker] = product.pidsOf('temporal/worker');
    if (!worker) throw new Error('No worker runs');
    process.kill(worker, 'SIGKILL');
    await expect.poll(() => isAlive(worker)).toBe(false);
    await expect.poll(() => product.pidsOf('temporal/worker').length, { timeout: 60_000 }).toBe(1);
  });

  await test.step('“Continue now”, and the customer’s phone shows the message', async () => {
    await page
      .getByLabel('Diễn biến')
      .getByRole('button', { name: /Đợi 3 ngày/ })
      .click();
    await page.getByRole('button', { name: 'Chạy tiếp ngay' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Chạy tiếp ngay' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Xong', { timeout: 60_000 });
    await page.goto(`${demo.url}/phone`);
    const phone = page.getByRole('region', { name: 'Màn hình điện thoại của 0987 654 321' });
    await expect(phone).toContainText('Trần Thị Mai');
    await expect(phone).toContainText('100777');
  });

  await test.step('the receipt turns the message to delivered, and five stars come back', async () => {
    const message = async () => (await product.api<{ messages: { state: string; recipient: string; ratedStars: number | null }[] }>('/messages')).messages;
    await expect
      .poll(async () => (await message()).map(({ state, recipient }) => ({ state, recipient })))
      .toEqual([{ state: 'delivered', recipient: '+84987654321' }]);
    await page.getByRole('button', { name: '5 sao' }).click();
    await expect(page.getByText('Khách đã chấm 5 sao')).toBeVisible();
    await expect.poll(async () => (await message())[0]?.ratedStars).toBe(5);
  });

  await test.step('the same deliveries again start nothing', async () => {
    expect(await deliver(doors.haravan, order)).toBe(200);
    for (const given of callbacks) expect(await deliver(doors.ghn, given)).toBe(200);
    // A later order must get its run, so everything before it was dispatched by then.
    const later = haravanOrder({ id: 1138637100, code: '100778', name: 'Lê Văn Nam', phone: '0987 654 322', secret: appSecret, orgId: '200000244883' });
    expect(await deliver(doors.haravan, later)).toBe(200);
    const delivered = ghnCallback({
      tracking: 'L8BGNQ',
      orderCode: '100778',
      type: 'switch_status',
      status: 'delivered',
      time: '2026-11-22T05:00:00.000Z',
      header: 'X-Ghn-Auth',
      secret: callbackSecret,
    });
    expect(await deliver(doors.ghn, delivered)).toBe(200);
    const subjects = async () => (await product.api<{ runs: { subject: string }[] }>('/runs')).runs.map(({ subject }) => subject).sort();
    await expect.poll(subjects).toEqual(['100777', '100778']);
    await pause(500);
    expect(await subjects()).toEqual(['100777', '100778']);
    expect((await product.api<{ messages: unknown[] }>('/messages')).messages).toHaveLength(1);
  });
});

/** Adds an account of the shop's own through the form. */
async function addLive(page: Page, provider: string, values: Record<string, string>): Promise<void> {
  await page.getByRole('button', { name: 'Thêm kết nối' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: provider }).click();
  await dialog.getByRole('button', { name: 'Nhập tài khoản thật' }).click();
  for (const [label, value] of Object.entries(values)) await dialog.getByRole('textbox', { name: label }).fill(value);
  await dialog.getByRole('button', { name: 'Thêm kết nối' }).click();
  await expect(dialog).toBeHidden();
}

async function onlyFlow(product: Product): Promise<string> {
  const { flows } = await product.api<{ flows: { id: string }[] }>('/flows');
  expect(flows).toHaveLength(1);
  return flows[0]?.id ?? '';
}

/** The webhook addresses of the two accounts that the test made. */
async function doorsOf(product: Product): Promise<{ haravan: string; ghn: string }> {
  const { connections } = await product.api<{ connections: { name: string; webhookUrl: string | null }[] }>('/connections');
  const door = (name: string) => connections.find((connection) => connection.name === name)?.webhookUrl ?? '';
  return { haravan: door('Haravan của shop'), ghn: door('GHN của shop') };
}
