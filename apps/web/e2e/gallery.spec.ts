import type { FlowGraph } from '@noi/flow';
import { expect } from '@playwright/test';
import { takePictures } from './pictures.ts';
import { enter, test } from './sharedProduct.ts';

test('a shop finds a template without tone marks, looks at its example, and has it as a draft of its own', async ({ page, product }) => {
  test.setTimeout(150_000);
  await enter(page, product);
  await page.goto(`${product.demo.url}/flows`);
  await page.getByRole('link', { name: /^Xem tất cả \d+ mẫu$/ }).click();
  await expect(page.getByRole('heading', { name: 'Mẫu quy trình', level: 1 })).toBeVisible();
  const cards = page.getByRole('article');
  await expect(cards.first().getByRole('img', { name: /^Hình vẽ quy trình/ })).toBeVisible();
  expect(await cards.count()).toBeGreaterThanOrEqual(20);
  await takePictures(page, 'gallery');

  await test.step('by kind, and by words without tone marks', async () => {
    await page.getByRole('group', { name: 'Loại mẫu' }).getByText('Giao hàng', { exact: true }).click();
    await expect(cards).toHaveCount(3);
    await page.getByRole('group', { name: 'Loại mẫu' }).getByText('Tất cả mẫu').click();
    await page.getByRole('searchbox', { name: 'Tìm mẫu' }).fill('BOM hang');
    await expect(cards).toHaveCount(1);
    await page.getByRole('searchbox', { name: 'Tìm mẫu' }).fill('không có mẫu này');
    await page.getByRole('button', { name: 'Xem tất cả' }).click();
    await expect(cards.nth(19)).toBeVisible();
  });

  await test.step('the preview tells what it needs and what it does, and has an address', async () => {
    await page
      .getByRole('article', { name: 'Xác nhận đơn thu hộ (COD)' })
      .getByRole('button', { name: 'Xem trước “Xác nhận đơn thu hộ (COD)”' })
      .last()
      .click();
    const dialog = page.getByRole('dialog', { name: 'Xác nhận đơn thu hộ (COD)' });
    await expect(dialog.getByRole('region', { name: 'Cần có' }).getByRole('listitem')).toHaveCount(3);
    await expect(dialog.getByRole('region', { name: 'Cần có' })).not.toContainText('Chưa nối');
    const example = dialog.getByRole('region', { name: 'Ví dụ' });
    await expect(example).toContainText('Có đơn hàng mới');
    await expect(example).toContainText('sau 30 phút');
    await expect(example).toContainText('rẽ theo nhánh “Xác nhận”');
    await expect(page).toHaveURL(/template=cod-confirmation/);
    await takePictures(page, 'gallery-preview');
    await expect(dialog).toBeVisible();
  });

  await test.step('taken, it is a draft with its accounts that has nothing to fix', async () => {
    await page.getByRole('dialog').getByRole('button', { name: 'Dùng mẫu này' }).click();
    await expect(page.locator('.react-flow__node')).toHaveCount(10);
    const id = page.url().split('/').at(-1)?.split('?')[0] ?? '';
    const flow = await product.api<{ name: string; graph: FlowGraph }>(`/flows/${id}`);
    expect(flow.name).toBe('Xác nhận đơn thu hộ (COD)');
    const mails = Object.values(flow.graph.steps).flatMap((step) => (step.kind === 'action' && step.node === 'core.sendEmail' ? [step.input.to] : []));
    expect(new Set(mails)).toEqual(new Set([product.demo.email]));
    await product.api(`/flows/${id}/publish`, { method: 'POST', body: {} });
  });
});
