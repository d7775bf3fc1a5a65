import { expect, type Page, test } from '@playwright/test';
import axe, { type AxeResults } from 'axe-core';
import { Product } from './product.ts';
import { Session } from './session.ts';

declare global {
  interface Window {
    readonly axe: { run(): Promise<AxeResults> };
  }
}

interface Place {
  readonly name: string;
  readonly path: string;
  /** Opens what is to be looked at, from the page as it loads. */
  open?(page: Page): Promise<void>;
}

let product: Product;
let places: readonly Place[];

test.beforeAll(async () => {
  test.setTimeout(300_000);
  product = await Product.start();
  places = await furnish();
});
test.afterAll(() => product[Symbol.asyncDispose]());

for (const { language, colorScheme } of [
  { language: 'vi', colorScheme: 'light' },
  { language: 'en', colorScheme: 'dark' },
] as const) {
  test(`no page has a serious barrier (${language}, ${colorScheme})`, async ({ browser }) => {
    test.setTimeout(300_000);
    await using context = await browser.newContext({ colorScheme, baseURL: product.demo.url });
    await context.addInitScript((chosen) => localStorage.setItem('noi.language', chosen), language);
    const page = await context.newPage();
    await page.goto('/sign-in');
    await expect(page.getByRole('textbox', { name: 'Email' })).toBeVisible();
    expect(await barriers(page)).toEqual([]);

    await enter(page);
    for (const { name, path, open } of places) {
      await test.step(name, async () => {
        await page.goto(path);
        await expect(page.getByRole('main')).toBeVisible();
        await expect(page.getByRole('status', { name: /Đang tải|Loading/ })).toHaveCount(0);
        await open?.(page);
        expect(await barriers(page)).toEqual([]);
      });
    }
  });
}

test('a dialog keeps the focus, closes by Escape and gives the focus back', async ({ page }) => {
  await page.goto(product.demo.url);
  await enter(page);
  await page.goto(`${product.demo.url}/connections`);
  const opener = page.getByRole('button', { name: 'Thêm kết nối' });
  await opener.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('textbox', { name: 'Tìm hệ thống' })).toBeFocused();
  for (let press = 0; press < 12; press++) {
    await page.keyboard.press('Tab');
    expect(await dialog.evaluate((element) => element.contains(document.activeElement))).toBe(true);
  }
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(opener).toBeFocused();
});

test('the first press of Tab offers the way past the navigation', async ({ page }) => {
  await page.goto(product.demo.url);
  await enter(page);
  await page.goto(`${product.demo.url}/runs`);
  await expect(page.getByRole('heading', { name: 'Lượt chạy', level: 1 })).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Đến nội dung chính' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();
});

/** Signs in beside the form, so that only the first test spends time on it. */
async function enter(page: Page): Promise<void> {
  const { email, password, url } = product.demo;
  const answer = await page.request.post(`${url}/api/auth/sign-in/email`, { data: { email, password }, headers: { origin: url } });
  expect(answer.ok()).toBe(true);
}

/** What axe-core calls serious or critical, each with its places on the page. */
async function barriers(page: Page): Promise<string[]> {
  // A dialog on its way in is half transparent, and its words would have too little contrast.
  await page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => undefined))));
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() => window.axe.run());
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ target, failureSummary }) => `${target.join(' ')} (${failureSummary})`).join('; ')}`);
}

/** Gives the demo shop a life: a flow, a run that waits, a run that failed, a message, a refused delivery. */
async function furnish(): Promise<readonly Place[]> {
  const session = await Session.open(product);
  const play = async (packageId: string, scenarioId: string, input: object) =>
    (await session.mutate<{ summary: { vi: string } }>('phone.play', { packageId, scenarioId, input })).data.summary.vi;

  let flow = '';
  for (const template of ['review-after-delivery', 'order-thanks']) {
    const { flowId } = await product.api<{ flowId: string }>(`/templates/${template}/use`, { method: 'POST' });
    await product.api(`/flows/${flowId}/publish`, { method: 'POST', body: {} });
    flow = flowId;
  }
  // Numbers that end in 0000 have no Zalo.
  for (const [name, phone] of [
    ['Trần Thị Mai', '0987654321'],
    ['Lê Văn Nam', '0909120000'],
  ]) {
    const orderCode = (await play('haravan', 'place-order', { name, phone, product: 'Nhà giả kim', quantity: 1, price: 79_000 })).match(/#\d+/)?.[0];
    const code = (await play('ghn', 'create-parcel', { orderCode, receiver: name, phone, cod: 79_000 })).match(/Kiện (\S+)/)?.[1];
    await play('ghn', 'parcel-delivered', { code });
  }
  const { connections } = await product.api<{ connections: { webhookUrl: string | null }[] }>('/connections');
  for (const { webhookUrl } of connections) if (webhookUrl) await fetch(webhookUrl, { method: 'POST', body: '{}' });

  const runs = async (state: string) =>
    (await product.api<{ runs: { id: string; state: string }[] }>('/runs')).runs.filter((run) => run.state === state).map(({ id }) => id);
  await expect.poll(async () => (await runs('waiting')).length, { timeout: 60_000 }).toBe(2);
  await expect.poll(async () => (await runs('failed')).length, { timeout: 60_000 }).toBe(1);
  await expect.poll(async () => (await runs('done')).length, { timeout: 60_000 }).toBe(1);
  return placesOf({ waiting: (await runs('waiting'))[0] ?? '', failed: (await runs('failed'))[0] ?? '', flow });
}

function placesOf(ids: { waiting: string; failed: string; flow: string }): readonly Place[] {
  const press = (name: RegExp) => async (page: Page) => {
    await page.getByRole('main').getByRole('button', { name }).first().click();
    await expect(page.getByRole('dialog')).toBeVisible();
  };
  const openMenu = (page: Page) =>
    page
      .getByRole('main')
      .getByRole('button', { name: /Thao tác khác|More actions/ })
      .first()
      .click();
  const inStory = async (page: Page) => {
    await page.getByRole('complementary').getByRole('listitem').or(page.getByRole('complementary').getByRole('button')).last().click();
    await expect(page.getByRole('button', { name: /Về diễn biến|Back to what/ })).toBeVisible();
  };
  const openOutline = async (page: Page) => {
    await page.getByText(/^(Danh sách|List)$/).click();
    await expect(page.getByRole('list', { name: /Các bước của quy trình|Steps of the flow/ })).toBeVisible();
  };
  const openLineMenu = async (page: Page) => {
    await openOutline(page);
    await page.locator('[data-row]').first().focus();
    await page.keyboard.press('Shift+F10');
    await expect(page.getByRole('menuitem', { name: /Đổi tên|Rename/ })).toBeVisible();
  };
  const chooseStep = async (page: Page) => {
    await page.locator('[data-testid^="step-"]').last().click();
    await expect(page.getByRole('region', { name: /Biểu mẫu bước|Step form/ })).toBeVisible();
  };
  return [
    { name: 'flows', path: '/flows' },
    { name: 'editor', path: `/flows/${ids.flow}` },
    { name: 'form of a step', path: `/flows/${ids.flow}`, open: chooseStep },
    { name: 'outline of a flow', path: `/flows/${ids.flow}`, open: openOutline },
    { name: 'choices of a line', path: `/flows/${ids.flow}`, open: openLineMenu },
    { name: 'menu of a flow', path: '/flows', open: openMenu },
    {
      name: 'renaming a flow',
      path: '/flows',
      open: async (page) => {
        await openMenu(page);
        await page.getByRole('menuitem', { name: /Đổi tên|Rename/ }).click();
        await expect(page.getByRole('dialog')).toBeVisible();
      },
    },
    { name: 'templates', path: '/templates' },
    { name: 'a template', path: '/templates?template=cod-confirmation', open: async (page) => expect(page.getByRole('dialog')).toBeVisible() },
    { name: 'runs', path: '/runs' },
    { name: 'no run', path: '/runs?state=stopped' },
    { name: 'run that waits', path: `/runs/${ids.waiting}` },
    { name: 'continuing a run', path: `/runs/${ids.waiting}`, open: press(/Chạy tiếp ngay|Continue now/) },
    { name: 'run that failed', path: `/runs/${ids.failed}` },
    { name: 'step of a run', path: `/runs/${ids.failed}`, open: inStory },
    { name: 'connections', path: '/connections' },
    { name: 'adding a connection', path: '/connections', open: press(/Thêm kết nối|Add connection/) },
    { name: 'editing a connection', path: '/connections', open: press(/^(Sửa|Edit)$/) },
    { name: 'refused deliveries', path: '/connections', open: press(/bị từ chối|turned away/) },
    {
      name: 'phone',
      path: '/phone',
      open: async (page) => {
        await expect(page.getByRole('region', { name: /0987 654 321/ })).toBeVisible();
        await page.getByRole('button', { name: /Khách đặt đơn|A customer places an order/ }).click();
      },
    },
    { name: 'settings', path: '/settings' },
    { name: 'nowhere', path: '/khong-co' },
  ];
}
