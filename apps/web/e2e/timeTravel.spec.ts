import { expect, type Page, test } from '@playwright/test';
import { Product } from './product.ts';
import { signIn } from './signIn.ts';

let product: Product;
test.beforeAll(async () => {
  test.setTimeout(240_000);
  product = await Product.start();
});
test.afterAll(() => product[Symbol.asyncDispose]());

test.beforeEach(({ page }) => signIn(page, product));

const order = (code: string, phone: string) => ({
  ...{ code, externalId: `id-${code}`, createdAt: '2026-11-20T02:30:00.000Z', total: 1_250_000, state: 'open' },
  ...{ customer: { name: 'Trần Văn Minh', phone }, lines: [{ title: 'Nhà giả kim', quantity: 1, price: 79_000 }] },
});

async function openTrial(page: Page, templateId: string): Promise<string> {
  const { flowId } = await product.api<{ flowId: string }>(`/templates/${templateId}/use`, { method: 'POST' });
  await page.goto(`${product.demo.url}/flows/${flowId}`);
  await page.getByRole('button', { name: 'Chạy thử', exact: true }).click();
  return flowId;
}

test('a month passes in the panel, what was right is kept as a test, and a test that breaks holds publishing back', async ({ page }) => {
  const paid = order('TRAVEL-7', '0987654321');
  const payload = { order: paid, customer: paid.customer, deliveredAt: '2026-11-22T03:15:00.000Z' };
  await product.api('/events', { method: 'POST', body: { type: 'order.delivered', payload } });
  await openTrial(page, 'review-after-delivery');
  const panel = page.getByRole('dialog', { name: 'Chạy thử' });
  const story = panel.getByRole('region', { name: 'Tua thời gian' });

  await test.step('messages appear as days go by', async () => {
    await expect(story).toContainText('Đi hết quy trình');
    await expect(story).toContainText('Chi phí 300 ₫');
    const slider = panel.getByRole('slider', { name: 'Thời điểm đang xem' });
    await slider.focus();
    await slider.press('Home');
    await expect(story).toContainText('Đến lúc này chưa có tin nào được gửi.');
    for (const day of [1, 2, 3]) {
      await slider.press('ArrowRight');
      await expect(story).toContainText(`Ngày ${day}`);
    }
    await expect(story.getByRole('list', { name: 'Tin nhắn' })).toContainText('Sau 3 ngày');
  });

  await test.step('a real event is walked, and its customer is masked', async () => {
    await panel.getByText('Sự kiện thật', { exact: true }).click();
    await panel.getByRole('combobox', { name: 'Chọn sự kiện' }).click();
    await page.getByRole('option', { name: /TRAVEL-7/ }).click();
    await panel.getByRole('button', { name: 'Tua lại' }).click();
    await expect(story).toContainText('0987 ••• 321');
    await expect(story).toContainText('Trần Văn Minh');
    await expect(story).not.toContainText('987654321');
  });

  await test.step('it is kept as a test', async () => {
    await panel.getByRole('button', { name: 'Lưu thành bài thử' }).click();
    const dialog = page.getByRole('dialog', { name: 'Lưu thành bài thử' });
    await dialog.getByRole('textbox', { name: 'Tên bài thử' }).fill('Giao xong thì mời đánh giá');
    await expect(dialog).toContainText('đã được thay bằng dữ liệu mẫu');
    await expect(dialog.getByRole('checkbox', { name: 'Gửi đúng 1 tin qua Zalo' })).toBeChecked();
    await dialog.getByRole('textbox', { name: 'Số tin' }).fill('2');
    await expect(dialog.getByRole('checkbox', { name: 'Gửi đúng 2 tin qua Zalo' })).toBeChecked();
    await expect(dialog).toContainText('Thực tế: đã gửi 1 tin');
    await dialog.getByRole('textbox', { name: 'Số tin' }).fill('1');
    await dialog.getByRole('button', { name: 'Lưu bài thử' }).click();
    await expect(page.getByText('Đã lưu bài thử.')).toBeVisible();
    await panel.getByRole('tab', { name: 'Bài thử' }).click();
    await expect(panel.getByRole('status')).toContainText('Tất cả bài thử đều đạt (1)');
    await panel.getByRole('button', { name: 'Đóng' }).click();
  });

  await test.step('a change breaks it, publishing says how, and a person may choose', async () => {
    await page.getByTestId('step-wait').click();
    await page.getByRole('region', { name: 'Biểu mẫu bước' }).getByRole('textbox', { name: 'Thời gian đợi' }).fill('5');
    await expect(page.getByTestId('step-wait')).toContainText('Đợi 5 ngày');
    await page.getByRole('button', { name: 'Bật chạy', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Bật chạy quy trình' });
    const failed = dialog.getByRole('alert', { name: '1 bài thử không đạt' });
    await dialog.getByRole('button', { name: 'Bật chạy', exact: true }).click();
    await expect(failed).toContainText('Giao xong thì mời đánh giá');
    await expect(failed).toContainText('Thực tế: tin được gửi sau 5 ngày');
    await expect(dialog.getByRole('button', { name: 'Vẫn bật chạy' })).toBeDisabled();
    await dialog.getByRole('checkbox', { name: 'Tôi đã xem và vẫn muốn bật chạy' }).check();
    await dialog.getByRole('button', { name: 'Vẫn bật chạy' }).click();
    await expect(page.getByText('Đã bật chạy phiên bản 1.')).toBeVisible();
  });
});

test('a draft is tried on what the shop recorded, beside what is live, and nobody gets anything', async ({ page }) => {
  for (const [code, phone] of [
    ['PAST-1', '0911111111'],
    ['PAST-2', '0911111111'],
    ['PAST-3', '0922222222'],
  ] as const) {
    await product.api('/events', { method: 'POST', body: { type: 'order.created', payload: { order: order(code, phone) } } });
  }
  const flowId = await openTrial(page, 'order-thanks');
  await product.api(`/flows/${flowId}/publish`, { method: 'POST', body: {} });
  const document = await product.api<{ graph: { settings: object } }>(`/flows/${flowId}`);
  const settings = { ...document.graph.settings, entry: { policy: 'once', by: '{{ trigger.order.customer.phone }}' } };
  await product.api(`/flows/${flowId}`, { method: 'PUT', body: { graph: { ...document.graph, settings } } });
  await page.reload();
  await page.getByRole('button', { name: 'Chạy thử', exact: true }).click();

  const panel = page.getByRole('dialog', { name: 'Chạy thử' });
  await panel.getByRole('tab', { name: 'Thử trên dữ liệu cũ' }).click();
  await panel.getByRole('button', { name: 'Chạy thử 30 ngày qua' }).click();
  await expect(panel.getByRole('row', { name: /^Tin nhắn/ })).toHaveText(/2\D*−1\D*3/);
  await expect(panel.getByRole('row', { name: /^Chi phí/ })).toContainText('600 ₫');
  await expect(panel.getByRole('img', { name: 'Tin nhắn theo ngày' })).toBeVisible();
  await expect(panel).toContainText('0911 ••• 111');
  expect(await product.api('/messages')).toMatchObject({ messages: [] });
});
