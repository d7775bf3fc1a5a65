import { readFile } from 'node:fs/promises';
import { expect } from '@playwright/test';
import { takePictures } from './pictures.ts';
import { enter, openDraft, test } from './sharedProduct.ts';

const flowName = 'Đường vào: cảm ơn khách';
const graph = {
  schema: 1 as const,
  settings: { timezone: 'Asia/Ho_Chi_Minh' },
  steps: {
    ordered: { id: 'ordered', kind: 'trigger' as const, node: 'core.orderCreated', nodeVersion: 1, position: { x: 0, y: 0 }, input: {} },
    wait: { id: 'wait', kind: 'wait' as const, position: { x: 0, y: 160 }, wait: { type: 'duration' as const, amount: 3, unit: 'days' as const } },
    mail: {
      ...{ id: 'mail', kind: 'action' as const, node: 'core.sendEmail', nodeVersion: 1, position: { x: 0, y: 320 } },
      input: { to: 'chu@shop-rieng.vn', subject: 'Cảm ơn bạn', body: 'Đơn {{ trigger.order.code }}' },
    },
  },
  edges: [
    { id: 'a', from: 'ordered', port: 'next', to: 'wait' },
    { id: 'b', from: 'wait', port: 'next', to: 'mail' },
  ],
};

test('a flow leaves as a picture, a file and a link, and comes back in', async ({ page, product, browser }) => {
  await openDraft(page, product, { name: flowName, graph });

  await test.step('as a picture, SVG and PNG', async () => {
    await page.getByRole('button', { name: 'Tệp và chia sẻ' }).click();
    await page.getByRole('menuitem', { name: 'Tải hình quy trình' }).click();
    const dialog = page.getByRole('dialog', { name: 'Hình quy trình' });
    await expect(dialog.getByRole('img', { name: /Hình quy trình “/ })).toBeVisible();
    const svg = page.waitForEvent('download');
    await dialog.getByRole('button', { name: 'Tải SVG' }).click();
    expect((await svg).suggestedFilename()).toBe('duong-vao-cam-on-khach.svg');
    expect(await readFile(await (await svg).path(), 'utf8')).not.toContain('shop-rieng');
    const png = page.waitForEvent('download');
    await dialog.getByRole('button', { name: 'Tải PNG' }).click();
    expect((await readFile(await (await png).path())).subarray(1, 4).toString()).toBe('PNG');
    await page.keyboard.press('Escape');
  });

  const file = await test.step('as a file', async () => {
    await page.getByRole('button', { name: 'Tệp và chia sẻ' }).click();
    const download = page.waitForEvent('download');
    await page.getByRole('menuitem', { name: 'Xuất ra tệp' }).click();
    const text = await readFile(await (await download).path(), 'utf8');
    expect(text).not.toContain('shop-rieng');
    return text;
  });

  const address = await test.step('as a link', async () => {
    await page.getByRole('button', { name: 'Tệp và chia sẻ' }).click();
    await page.getByRole('menuitem', { name: 'Chia sẻ cho shop khác' }).click();
    const dialog = page.getByRole('dialog', { name: /Chia sẻ/ });
    await dialog.getByRole('button', { name: 'Tạo đường dẫn' }).click();
    return await dialog.getByRole('textbox', { name: 'Đường dẫn chia sẻ' }).inputValue();
  });

  await test.step('strangers see the link’s picture and steps', async () => {
    const stranger = await (await browser.newContext()).newPage();
    await stranger.goto(address);
    await expect(stranger.getByRole('heading', { level: 1, name: flowName })).toBeVisible();
    await expect(stranger.getByRole('listitem')).toHaveCount(3);
    await expect(stranger.getByRole('link', { name: 'Đăng nhập để thêm vào shop' })).toBeVisible();
    await takePictures(stranger, 'shared');
    await stranger.context().close();
  });

  await test.step('what is no flow is refused in words; the file comes in as a draft', async () => {
    await page.goto(`${product.demo.url}/flows`);
    await page.getByRole('button', { name: 'Nhập từ tệp' }).click();
    const dialog = page.getByRole('dialog', { name: 'Thêm quy trình vào shop' });
    const input = dialog.locator('input[type=file]');
    await input.setInputFiles({ name: 'khac.json', mimeType: 'application/json', buffer: Buffer.from('{"nodes":[]}') });
    await expect(dialog.getByRole('alert')).toContainText('không phải tệp quy trình');
    await input.setInputFiles({ name: 'dung.json', mimeType: 'application/json', buffer: Buffer.from(file) });
    await expect(dialog).toContainText('3 bước');
    await expect(dialog).toContainText('Cần điền lại sau khi thêm');
    await dialog.getByRole('textbox', { name: 'Tên quy trình' }).fill('Đường vào: bản nhận');
    await dialog.getByRole('button', { name: 'Thêm vào shop' }).click();
    await expect(page.locator('[data-testid^="step-"]')).toHaveCount(3);
  });
});

test('flows are put into a folder together, starred, tagged and found without tone marks', async ({ page, product }) => {
  for (const name of ['Xếp chỗ: đơn lớn', 'Xếp chỗ: đơn nhỏ']) await product.api('/flows', { method: 'POST', body: { name } });
  await enter(page, product);
  await page.goto(`${product.demo.url}/flows`);
  await page.getByRole('button', { name: 'Thư mục', exact: true }).click();
  const folders = page.getByRole('dialog', { name: 'Thư mục' });
  await folders.getByRole('textbox', { name: 'Tên thư mục mới' }).fill('Chăm sóc');
  await folders.getByRole('button', { name: 'Tạo' }).click();
  await expect(folders.getByRole('listitem')).toHaveCount(1);
  await page.keyboard.press('Escape');

  const rows = page.getByRole('list', { name: 'Danh sách quy trình' }).getByRole('listitem');
  await page.getByRole('textbox', { name: 'Tìm quy trình' }).fill('xep cho don');
  await expect(rows).toHaveCount(2);
  await page.getByRole('checkbox', { name: 'Chọn Xếp chỗ: đơn lớn' }).check();
  await page.getByRole('checkbox', { name: 'Chọn Xếp chỗ: đơn nhỏ' }).check();
  const bulk = page.getByRole('region', { name: 'Đã chọn 2 quy trình' });
  await bulk.getByRole('combobox', { name: 'Chuyển vào thư mục' }).click();
  await page.getByRole('option', { name: 'Chăm sóc' }).click();
  await expect(rows.first()).toContainText('Chăm sóc');
  await page.getByRole('button', { name: 'Yêu thích Xếp chỗ: đơn nhỏ' }).click();
  await expect(page.getByRole('button', { name: 'Yêu thích Xếp chỗ: đơn nhỏ' })).toHaveAttribute('aria-pressed', 'true');
  await expect(rows.first()).toContainText('đơn nhỏ');
  await page.getByRole('textbox', { name: 'Tìm quy trình' }).fill('không có gì như vậy');
  await expect(page.getByText('Không có quy trình nào khớp')).toBeVisible();
  await page.getByRole('button', { name: 'Xem tất cả' }).click();
  await expect(rows.first()).toContainText('đơn nhỏ');
  await takePictures(page, 'flows');
});

test('the tour follows what a person does, is left, taken up again and begun anew', async ({ page, product }) => {
  await enter(page, product);
  await page.goto(`${product.demo.url}/settings`);
  await page.getByRole('button', { name: 'Bắt đầu hướng dẫn' }).click();
  const tour = page.getByRole('region', { name: 'Hướng dẫn 5 phút' }).filter({ has: page.getByRole('progressbar') });
  const current = tour.locator('[aria-current=step]');
  await expect(current).toContainText('Chọn một mẫu');
  await takePictures(page, 'tour');

  const { flowId } = await product.api<{ flowId: string }>('/templates/review-after-delivery/use', { method: 'POST', body: { name: 'Đi thử: mời đánh giá' } });
  await expect(current).toContainText('Xem các bước');
  await current.getByRole('link', { name: 'Mở quy trình' }).click();
  await page.getByTestId('step-wait').click();
  await expect(current).toContainText('Bật chạy');
  await page.getByRole('button', { name: 'Bật chạy', exact: true }).click();
  await page.getByRole('dialog', { name: 'Bật chạy quy trình' }).getByRole('button', { name: 'Bật chạy' }).click();
  await expect(current).toContainText('Đặt và giao thử một đơn');

  await tour.getByRole('button', { name: 'Rời hướng dẫn' }).click();
  await expect(tour).toHaveCount(0);
  await page.goto(`${product.demo.url}/settings`);
  await page.getByRole('button', { name: 'Xem tiếp hướng dẫn' }).click();
  await expect(current).toContainText('Đặt và giao thử một đơn');

  await current.getByRole('link', { name: 'Đến điện thoại thử' }).click();
  const play = async (title: string, fill: Record<string, string> = {}) => {
    await page.getByRole('button', { name: title, exact: true }).click();
    const form = page.getByRole('region', { name: title });
    for (const [label, value] of Object.entries(fill)) await form.getByRole('textbox', { name: label }).fill(value);
    await form.getByRole('button', { name: 'Giả lập' }).click();
    const told = page.getByRole('alert').last();
    await expect(told).toBeVisible();
    return (await told.textContent()) ?? '';
  };
  const code = /#?(\d{4,})/.exec(await play('Khách đặt đơn'))?.[1] ?? '';
  await play('Tạo vận đơn cho đơn hàng', { 'Mã đơn hàng': code });
  await play('Giao hàng thành công');
  await expect(current).toContainText('Cho lượt chạy đi tiếp ngay', { timeout: 30_000 });
  await current.getByRole('link', { name: 'Mở lượt chạy' }).click();
  await page
    .getByLabel('Diễn biến')
    .getByRole('button', { name: /Đợi 3 ngày/ })
    .click();
  await page.getByRole('button', { name: 'Chạy tiếp ngay' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Chạy tiếp ngay' }).click();
  await expect(tour).toContainText('Tin nhắn đầu tiên đã đến điện thoại thử', { timeout: 60_000 });

  await tour.getByRole('button', { name: 'Xem lại từ đầu' }).click();
  await expect(current).toContainText('Chọn một mẫu');
  await tour.getByRole('button', { name: 'Rời hướng dẫn' }).click();
  await product.api(`/flows/${flowId}/pause`, { method: 'POST' });
});
