import { expect, type Page, test } from '@playwright/test';
import { Product } from './product.ts';
import { Session } from './session.ts';
import { signIn } from './signIn.ts';

let product: Product;
test.beforeAll(async () => {
  test.setTimeout(240_000);
  product = await Product.start();
});
test.afterAll(() => product[Symbol.asyncDispose]());

test.beforeEach(({ page }) => signIn(page, product));

const missing = '00000000-0000-7000-8000-000000000000';
const views = [
  { path: '/flows', call: 'flows.list', shows: 'Shop chưa có quy trình nào' },
  { path: '/runs', call: 'runs.list', shows: 'Chưa có lượt chạy nào' },
  { path: `/runs/${missing}`, call: 'runs.get', shows: 'Không tìm thấy nội dung này' },
  { path: '/connections', call: 'connections.list', shows: 'Chưa có kết nối nào' },
  { path: '/phone', call: 'phone.threads', shows: 'Chưa có tin nào đến' },
  { path: '/settings', call: 'apiKeys.list', shows: 'Khoá API' },
];

test('every view shows that it loads, that it could not, and that it is empty', async ({ page }) => {
  const session = await Session.open(product);
  const accounts = (JSON.parse(await session.query('connections.list')) as { result: { data: { id: string }[] } }).result.data;
  for (const { id } of accounts) await session.mutate('connections.remove', { id });

  for (const { path, call, shows } of views) {
    await test.step(path, async () => {
      await loadingThenFailing(page, { path, call });
      await expect(page.getByText(shows).first()).toBeVisible();
      await expect(page.getByRole('status', { name: 'Đang tải' })).toHaveCount(0);
    });
  }

  await test.step('the editor', async () => {
    const { data } = await session.mutate<{ id: string }>('flows.create', {});
    await loadingThenFailing(page, { path: `/flows/${data.id}`, call: 'flows.get' });
    await expect(page.getByRole('textbox', { name: 'Tìm bước' })).toBeVisible();
    await session.mutate('flows.remove', { id: data.id });
  });

  await test.step('an address that leads nowhere', async () => {
    await page.goto(`${product.demo.url}/khong-co`);
    await expect(page.getByText('Không có trang này')).toBeVisible();
  });
});

test('an emulated account is added and tested by hand', async ({ page }) => {
  await page.getByRole('link', { name: 'Kết nối' }).click();
  await page.getByRole('button', { name: 'Thêm kết nối' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Zalo' }).first().click();
  await dialog.getByRole('button', { name: 'Nối chạy thử' }).click();
  await expect(dialog).toBeHidden();
  const card = page.getByRole('list', { name: 'Danh sách kết nối' }).getByRole('listitem').first();
  await expect(card).toContainText('Chạy thử');
  await card.getByRole('button', { name: 'Kiểm tra' }).click();
  await expect(page.getByText('Kết nối tốt')).toBeVisible();
  await expect(card).toContainText('Hoạt động');
});

test('one click makes everything English, for this visit and the next', async ({ page }) => {
  await page.getByRole('button', { name: 'Tài khoản' }).click();
  await page.getByText('English', { exact: true }).click();
  const { connections } = await product.api<{ connections: { name: string }[] }>('/connections');
  const session = JSON.parse(await (await Session.open(product)).query('session.get')) as { result: { data: Record<'user' | 'workspace', { name: string }> } };
  const names = ['Tiếng Việt', 'Nối', ...connections.map(({ name }) => name), session.result.data.workspace.name, session.result.data.user.name];
  await expect(page.getByRole('heading', { name: 'Flows', level: 1 })).toBeVisible();
  await page.reload();
  expect(await page.locator('html').getAttribute('lang')).toBe('en');
  for (const place of ['Flows', 'Runs', 'Connections', 'Test phone', 'Settings']) {
    await page.getByRole('link', { name: place, exact: true }).click();
    await expect(page.getByRole('heading', { name: place, level: 1 })).toBeVisible();
    await expect(page.getByRole('status', { name: 'Loading' })).toHaveCount(0);
    expect([place, vietnameseLines(await page.getByRole('main').ariaSnapshot(), names)]).toEqual([place, []]);
  }
  await page.getByRole('button', { name: 'Account' }).click();
  await page.getByRole('dialog').getByText('Tiếng Việt', { exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Cài đặt', level: 1 })).toBeVisible();
});

test('a step is found, added by a click, taken back and put back, and is saved by itself', async ({ page }) => {
  await page.getByRole('button', { name: 'Quy trình mới', exact: true }).click();
  const palette = page.getByRole('region', { name: 'Các bước có thể thêm' });
  await page.getByRole('textbox', { name: 'Tìm bước' }).fill('gui zns');
  await expect(palette.getByRole('button', { name: 'Gửi ZNS', exact: true })).toBeVisible();
  await expect(palette.getByRole('button', { name: 'Gửi email', exact: true })).toHaveCount(0);
  await palette.getByRole('button', { name: 'Gửi ZNS', exact: true }).click();
  const steps = page.locator('[data-testid^="step-"]');
  await expect(steps).toHaveCount(1);
  await page.getByRole('button', { name: 'Hoàn tác' }).click();
  await expect(steps).toHaveCount(0);
  await page.getByRole('button', { name: 'Làm lại' }).click();
  await expect(steps).toHaveCount(1);
  await expect(page.getByText('Đã lưu')).toBeVisible();
  await page.reload();
  await expect(steps).toHaveCount(1);
});

/** Opens a view while one procedure is silent, then refused, and asks again by hand once it answers. */
async function loadingThenFailing(page: Page, { path, call }: { path: string; call: string }): Promise<void> {
  let answer: () => void = () => undefined;
  const silent = new Promise<void>((resolve) => {
    answer = resolve;
  });
  const calls = (url: URL) => url.pathname.startsWith('/trpc/') && url.pathname.includes(call);
  await page.route(calls, async (route) => {
    await silent;
    const names = new URL(route.request().url()).pathname.slice('/trpc/'.length).split(',');
    const error = { message: 'no', code: -32029, data: { code: 'TOO_MANY_REQUESTS', httpStatus: 429, appCode: 'too_many_requests' } };
    await route.fulfill({ status: 429, json: names.map(() => ({ error })) });
  });
  await page.goto(product.demo.url + path);
  await expect(page.getByRole('status', { name: 'Đang tải' }).first()).toBeVisible();
  answer();
  const refused = page.getByRole('alert').filter({ hasText: 'Đợi một lát rồi thử lại' });
  await expect(refused.first()).toContainText('Chưa tải được nội dung này');
  await page.unroute(calls);
  // Calls of one moment travel together, so another part of the page may have been refused as well.
  await expect(async () => {
    if ((await refused.count()) > 0) await refused.first().getByRole('button', { name: 'Thử lại' }).click({ timeout: 1_000 });
    await expect(refused).toHaveCount(0, { timeout: 1_000 });
  }).toPass();
}

/** Lines with letters that only Vietnamese has, except those with names that the shop gave itself. */
function vietnameseLines(text: string, names: readonly string[]): string[] {
  const ours = text.split('\n').filter((line) => !names.some((name) => line.includes(name)));
  return ours.filter((line) => /[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]/i.test(line));
}
