import type { FlowGraph } from '@noi/flow';
import { test as base, expect, type Page } from '@playwright/test';
import { Product } from './product.ts';
import { Session } from './session.ts';

/**
 * For journeys that need no shop of their own: they share one product, which saves a start each. After each of them its flows are gone and their runs stopped,
 * so that none meets the messages of another. Import `test` from here instead of from Playwright. Give your flows and orders names that no other journey uses.
 */
export const test = base.extend<{ leaveNothing: undefined }, { product: Product; owner: Session }>({
  product: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of needed fixtures from this pattern.
    async ({}, use) => {
      await using product = await Product.start();
      await use(product);
    },
    { scope: 'worker', timeout: 180_000 },
  ],
  owner: [async ({ product }, use) => use(await Session.open(product)), { scope: 'worker' }],
  leaveNothing: [
    async ({ product, owner }, use) => {
      await use(undefined);
      const { flows } = await product.api<{ flows: { id: string }[] }>('/flows');
      for (const { id } of flows) {
        await owner.mutate('flows.stopRuns', { id });
        await owner.mutate('flows.remove', { id });
      }
    },
    { auto: true },
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
