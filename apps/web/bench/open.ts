import type { Page } from '@playwright/test';

/** Ms from asking for the page until all its nodes are drawn in place and the page has time for the person. */
export async function measureOpen(page: Page, { url, nodes }: { url: string; nodes: number }): Promise<number> {
  await page.goto('about:blank');
  await page.goto(url, { waitUntil: 'commit' });
  const opened = await page.waitForFunction(
    (wanted) => {
      const drawn = document.querySelectorAll<HTMLElement>('.react-flow__node');
      return drawn.length >= wanted && [...drawn].every((node) => node.style.visibility !== 'hidden');
    },
    nodes,
    { polling: 'raf', timeout: 120_000 },
  );
  await opened.dispose();
  return page.evaluate(() => new Promise<number>((resolve) => requestIdleCallback(() => resolve(performance.now()))));
}
