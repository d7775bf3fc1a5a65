import type { Page } from '@playwright/test';
import axe, { type AxeResults } from 'axe-core';
import { seriousBarriers } from '../src/testing/seriousBarriers.ts';

declare global {
  interface Window {
    readonly axe: { run(context: Document | { include: string[][] }, options: { resultTypes: string[] }): Promise<AxeResults> };
  }
}

/** The serious barriers on the whole page or within what was opened on it. */
export async function barriers(page: Page, within?: string): Promise<string[]> {
  // A dialog on its way in is half transparent, and its words would have too little contrast.
  await page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => undefined))));
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  const found = await page.evaluate((part) => window.axe.run(part === undefined ? document : { include: [[part]] }, { resultTypes: ['violations'] }), within);
  return seriousBarriers(found);
}
