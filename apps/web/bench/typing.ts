import type { Page } from '@playwright/test';
import { percentile } from './percentile.ts';

const text = 'Chào bạn, đơn hàng của bạn đang trên đường giao và sẽ tới trong hôm nay';

/** The browser tells of no event that was painted sooner (Event Timing). */
const leastToldMs = 16;

/** How long a pressed key takes until its letter is painted, in ms: the 95th of 100, as the browser itself measures it. */
export async function measureTyping(page: Page, field: string): Promise<number> {
  const box = page.getByRole('region', { name: 'Biểu mẫu bước' }).getByRole('textbox', { name: field, exact: true });
  await box.click();
  await page.evaluate((durationThreshold) => {
    const keys: number[] = [];
    Object.assign(window, { benchKeys: keys });
    const watch = new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) if (entry.name === 'keydown') keys.push(entry.duration);
    });
    watch.observe({ type: 'event', durationThreshold } as PerformanceObserverInit);
  }, leastToldMs);
  await page.keyboard.type(text, { delay: 60 });
  await page.waitForTimeout(500);
  const told = await page.evaluate(() => (window as unknown as { benchKeys: number[] }).benchKeys);
  const quick = Array.from({ length: Math.max(0, text.length - told.length) }, () => leastToldMs);
  return percentile([...quick, ...told], 95);
}
