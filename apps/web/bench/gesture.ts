import type { Page } from '@playwright/test';

/** Bytes that the browser sends to save one step that was moved. */
export async function measureGesture(page: Page): Promise<number> {
  const box = await page.locator('.react-flow__node').nth(3).boundingBox();
  if (!box) throw new Error('The canvas shows no fourth node');
  const saved = page.waitForRequest((request) => request.method() === 'POST' && request.url().includes('flows.applyEdits'));
  const at = { x: box.x + box.width / 2, y: box.y + Math.min(10, box.height / 3) };
  await page.mouse.move(at.x, at.y);
  await page.mouse.down();
  await page.mouse.move(at.x + 60, at.y + 20, { steps: 6 });
  await page.mouse.up();
  return (await saved).postDataBuffer()?.byteLength ?? 0;
}
