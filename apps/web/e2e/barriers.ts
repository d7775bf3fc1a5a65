import type { Page } from '@playwright/test';
import axe, { type AxeResults } from 'axe-core';

declare global {
  interface Window {
    readonly axe: { run(context: Document | { include: string[][] }, options: { resultTypes: string[] }): Promise<AxeResults> };
  }
}

/** What axe-core calls serious or critical, on the whole page or within what was opened on it, each with its places. */
export async function barriers(page: Page, within?: string): Promise<string[]> {
  // A dialog on its way in is half transparent, and its words would have too little contrast.
  await page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => undefined))));
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  const { violations } = await page.evaluate(
    (part) => window.axe.run(part === undefined ? document : { include: [[part]] }, { resultTypes: ['violations'] }),
    within,
  );
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ target, failureSummary }) => `${target.join(' ')} (${failureSummary})`).join('; ')}`);
}
