import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { Product } from './product.ts';
import { Session } from './session.ts';
import { signIn } from './signIn.ts';

const pictures = process.env.NOI_PICTURES_DIR;
const orders = ['500001', '500002', '500003', '500004', '500005', '500006'];

test('failed runs are done again: one with data mended by hand, the rest together once the flow is mended', async ({ page }) => {
  await using product = await Product.start();
  const side = page.getByRole('complementary', { name: 'Diễn biến' });
  const groups = page.getByRole('region', { name: 'Lượt lỗi theo nguyên nhân' });

  const flowId = await test.step('six orders without an address make six failed runs', async () => {
    const mailbox = await mailboxOf(product);
    const { id } = await product.api<{ id: string }>('/flows', { method: 'POST', body: { name: 'Cảm ơn qua email', graph: aThankYou(mailbox, '') } });
    await product.api(`/flows/${id}/publish`, { method: 'POST', body: {} });
    for (const code of orders) await product.api('/events', { method: 'POST', body: anOrder(code) });
    await expect.poll(async () => (await runs(product, 'failed')).length, { timeout: 30_000 }).toBe(6);
    return id;
  });

  await test.step('they are one group', async () => {
    await signIn(page, product);
    await page.getByRole('link', { name: 'Lượt chạy' }).click();
    await page.getByRole('button', { name: 'Lỗi theo nguyên nhân (6)' }).click();
    await expect(groups.getByRole('article')).toContainText('Cảm ơn qua email · bước “Gửi email');
    await expect(groups.getByRole('article')).toContainText('6 lượt lỗi');
    await expect(groups.getByRole('article')).toContainText('Cần bạn sửa');
    await picture(page, 'groups');
  });

  await test.step('one of them is restarted at its step, with the address written by hand', async () => {
    await groups.getByRole('link', { name: 'Xem lượt gần nhất' }).click();
    await side.getByRole('button', { name: 'Chạy lại từ đây' }).first().click();
    const dialog = page.getByRole('dialog', { name: /^Chạy lại từ bước/ });
    await dialog.getByRole('checkbox', { name: 'Sửa dữ liệu vào của bước này' }).check();
    await expect(dialog.getByRole('textbox', { name: 'Tiêu đề' })).toHaveValue(/^Cảm ơn đơn 50000\d$/);
    await dialog.getByRole('textbox', { name: 'Gửi đến' }).fill('tay@example.com');
    await expect(dialog.getByText('Tối đa 5 tệp, tổng cộng 10 MB')).toBeVisible();
    const letter = dialog.getByRole('textbox', { name: 'Nội dung' });
    await expect(letter).toHaveText('Cảm ơn bạn đã mua hàng.');
    await letter.press('Control+End');
    await page.keyboard.type(' Hẹn gặp lại.');
    await picture(page, 'restart');
    await dialog.getByRole('button', { name: 'Chạy lại', exact: true }).click();
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Xong');
    await expect(side.getByRole('link', { name: 'Chạy lại từ một lượt khác' })).toBeVisible();
    await picture(page, 'restarted');
  });

  await test.step('while nothing is mended, “retry all” stops by itself', async () => {
    await page.goto(`${product.demo.url}/runs?failures=true`);
    await expect(groups.getByRole('article')).toContainText('5 lượt lỗi');
    await retryAll(page, 'retry-all');
    const stopped = groups.getByRole('article', { name: /Đã dừng$/ });
    await expect(stopped).toContainText('Lượt chạy thử vẫn lỗi như cũ');
    await expect(stopped).toContainText('lỗi lại 3');
    await expect(groups.getByRole('article', { name: /Gửi email[^,]*$/ })).toContainText('5 lượt lỗi');
    await picture(page, 'stopped');
  });

  await test.step('once the flow is mended, all are done', async () => {
    await product.api(`/flows/${flowId}`, { method: 'PUT', body: { graph: aThankYou(await mailboxOf(product), ' | fallback: "shop@example.com"') } });
    await product.api(`/flows/${flowId}/publish`, { method: 'POST', body: {} });
    await retryAll(page);
    const done = groups.getByRole('article', { name: /Đã chạy lại xong$/ });
    await expect(done).toContainText('qua được 5/5', { timeout: 30_000 });
    await expect(groups).toContainText('Không có lượt lỗi nào đang chờ xử lý.');
    await picture(page, 'done');
  });

  const { messages } = await product.api<{ messages: { recipient: string; state: string }[] }>('/messages?limit=50');
  const sent = messages.filter(({ state }) => state === 'sent' || state === 'delivered').map(({ recipient }) => recipient);
  const session = await Session.open(product);
  expect(await session.query('phone.messages', { to: 'tay@example.com' })).toContain('Cảm ơn bạn đã mua hàng. Hẹn gặp lại.');
  expect(sent.sort()).toEqual([...Array.from({ length: 5 }, () => 'shop@example.com'), 'tay@example.com']);
});

async function retryAll(page: Page, name?: string): Promise<void> {
  await page.getByRole('button', { name: 'Chạy lại tất cả' }).click();
  if (name) await picture(page, name);
  await page.getByRole('dialog').getByRole('button', { name: 'Chạy lại tất cả' }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
}

async function runs(product: Product, state: string) {
  return (await product.api<{ runs: { id: string }[] }>(`/runs?state=${state}`)).runs;
}

async function mailboxOf(product: Product): Promise<string> {
  const { connections } = await product.api<{ connections: { id: string; type: string }[] }>('/connections');
  return connections.find(({ type }) => type === 'core.smtp')?.id ?? '';
}

/** `more` is what the pill of the address says where an order has none. */
function aThankYou(mailbox: string, more: string) {
  const position = { x: 0, y: 0 };
  const input = { to: `{{ trigger.order.customer.email${more} }}`, subject: 'Cảm ơn đơn {{ trigger.order.code }}', body: 'Cảm ơn bạn đã mua hàng.' };
  return {
    schema: 1,
    settings: { timezone: 'Asia/Ho_Chi_Minh' },
    steps: {
      trigger: { id: 'trigger', kind: 'trigger', node: 'core.orderCreated', nodeVersion: 1, input: {}, position },
      mail: { id: 'mail', kind: 'action', node: 'core.sendEmail', nodeVersion: 1, connectionId: mailbox, input, position: { x: 0, y: 160 } },
    },
    edges: [{ id: 'e1', from: 'trigger', port: 'next', to: 'mail' }],
  };
}

function anOrder(code: string) {
  const order = {
    ...{ code, externalId: `id-${code}`, createdAt: '2026-11-20T02:30:00.000Z', total: 90_000, state: 'open' },
    customer: { name: 'Trần Thị Mai', phone: '+84987654321' },
    lines: [{ title: 'Nhà giả kim', quantity: 1, price: 90_000 }],
  };
  return { type: 'order.created', externalId: `failed-${code}`, payload: { order } };
}

/** The page as it stands, wide and on a phone, for somebody to look at. */
async function picture(page: Page, name: string): Promise<void> {
  if (pictures === undefined) return;
  mkdirSync(pictures, { recursive: true });
  const wide = page.viewportSize();
  await page.screenshot({ path: join(pictures, `failed-${name}.png`) });
  await page.setViewportSize({ width: 390, height: 844 });
  await page.screenshot({ path: join(pictures, `failed-${name}-phone.png`) });
  if (wide) await page.setViewportSize(wide);
}
