import type { FlowGraph } from '@noi/flow';
import { test as base, expect, type Page } from '@playwright/test';
import { Product } from './product.ts';

/**
 * For journeys that draw flows of their own and leave the rest of the shop as it is: they share one product, which saves a start each.
 * Import `test` from here instead of from Playwright. Give your flows and orders names that no other journey uses.
 */
export const test = base.extend<object, { product: Product }>({
  product: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of needed fixtures from this pattern.
    async ({}, use) => {
      await using product = await Product.start();
      await use(product);
    },
    { scope: 'worker', timeout: 180_000 },
  ],
});

/** Signs the page in as the shop's owner, beside the form. */
export async function enter(page: Page, { demo }: Product): Promise<void> {
  const { email, password, url } = demo;
  const answer = await page.request.post(`${url}/api/auth/sign-in/email`, { data: { email, password }, headers: { origin: url } });
  expect(answer.ok()).toBe(true);
}

/** A draft with this graph; opens it in the editor as the owner and returns its id. */
export async function openDraft(page: Page, product: Product, draft: { name: string; graph?: FlowGraph }): Promise<string> {
  const { id } = await product.api<{ id: string }>('/flows', { method: 'POST', body: draft });
  await enter(page, product);
  await page.goto(`${product.demo.url}/flows/${id}`);
  await expect(page.locator('.react-flow')).toBeVisible();
  return id;
}
