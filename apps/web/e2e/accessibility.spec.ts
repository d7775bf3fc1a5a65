import { expect, type Page } from '@playwright/test';
import { placesOf } from './accessiblePlaces.ts';
import { barriers } from './barriers.ts';
import { test } from './furnishedShop.ts';
import { enter } from './sharedProduct.ts';

// What axe says names its place; keeping every step as well would double the time.

for (const { language, colorScheme } of [
  { language: 'vi', colorScheme: 'light' },
  { language: 'en', colorScheme: 'dark' },
] as const) {
  test(`no page has a serious barrier (${language}, ${colorScheme})`, async ({ browser, shop }) => {
    test.setTimeout(300_000);
    await using context = await browser.newContext({ colorScheme, baseURL: shop.product.demo.url });
    await context.addInitScript((chosen) => localStorage.setItem('noi.language', chosen), language);
    const page = await context.newPage();
    await page.goto('/sign-in');
    await expect(page.getByRole('textbox', { name: 'Email' })).toBeVisible();
    expect(await barriers(page)).toEqual([]);
    await page.goto(shop.letter);
    await expect(page.getByRole('textbox', { name: /Ghi chú|Comment/ })).toBeVisible();
    expect(await barriers(page)).toEqual([]);

    await enter(page, shop.product);
    let at = '';
    for (const { name, path, open, within, close } of placesOf(shop)) {
      await test.step(name, async () => {
        if (path !== at) {
          await page.goto(path);
          await expect(page.getByRole('main')).toBeVisible();
          at = path;
        }
        await open?.(page);
        if (within) await expect(page.locator(within).last()).toBeVisible();
        await expect(page.getByRole('status', { name: /Đang tải|Loading/ })).toHaveCount(0);
        expect.soft(await barriers(page, within), name).toEqual([]);
        if (close) await close(page);
        else if (within) await closeAll(page, within);
      });
    }
  });
}

test('a dialog keeps the focus, closes by Escape and gives the focus back', async ({ page, shop }) => {
  await enter(page, shop.product);
  await page.goto(`${shop.product.demo.url}/connections`);
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

test('the first press of Tab offers the way past the navigation', async ({ page, shop }) => {
  await enter(page, shop.product);
  await page.goto(`${shop.product.demo.url}/runs`);
  await expect(page.getByRole('heading', { name: 'Lượt chạy', level: 1 })).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Đến nội dung chính' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();
});

/** By Escape, as often as things lie above each other. */
async function closeAll(page: Page, within: string): Promise<void> {
  await expect(async () => {
    await page.keyboard.press('Escape');
    await expect(page.locator(within)).toHaveCount(0, { timeout: 1_000 });
  }).toPass();
}
