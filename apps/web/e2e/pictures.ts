import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';

const folder = process.env.NOI_PICTURES_DIR;

/** Keeps pictures of what the page shows, wide and narrow, in both languages, for people to look at. Does nothing unless a folder is named. */
export async function takePictures(page: Page, name: string): Promise<void> {
  if (!folder) return;
  const before = page.viewportSize();
  for (const language of ['vi', 'en']) {
    await page.evaluate((wanted) => localStorage.setItem('noi.language', wanted), language);
    for (const [size, viewport] of Object.entries({ desktop: { width: 1366, height: 820 }, phone: { width: 390, height: 844 } })) {
      await page.setViewportSize(viewport);
      await page.reload();
      await page.getByRole('heading', { level: 1 }).or(page.locator('.react-flow__node')).first().waitFor();
      await expect(page.getByRole('status', { name: /^(Đang tải|Loading)/ })).toHaveCount(0);
      await page.screenshot({ path: join(folder, `${name}-${language}-${size}.png`), fullPage: true });
    }
  }
  await page.evaluate(() => localStorage.setItem('noi.language', 'vi'));
  if (before) await page.setViewportSize(before);
  await page.reload();
}
