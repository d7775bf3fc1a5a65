import type { Page } from '@playwright/test';
import { middleCard } from './middleCard.ts';

/** Bytes that the browser sends to save one step that was moved. */
export async function measureGesture(page: Page): Promise<number> {
  const at = await middleCard(page);
  const saved = page.waitForRequest((request) => request.method() === 'POST' && request.url().includes('flows.applyEdits'));
  await page.mouse.move(at.x, at.y);
  await page.mouse.down();
  await page.mouse.move(at.x + 60, at.y + 20, { steps: 6 });
  await page.mouse.up();
  return (await saved).postDataBuffer()?.byteLength ?? 0;
}
