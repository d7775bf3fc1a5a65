import { expect, type Page } from '@playwright/test';
import type { Product } from './product.ts';

/** Signs in as the demo shop's owner, as a person does, and comes to the list of flows. */
export async function signIn(page: Page, { demo }: Product): Promise<void> {
  await page.goto(demo.url);
  await page.getByRole('textbox', { name: 'Email' }).fill(demo.email);
  await page.getByRole('textbox', { name: 'Mật khẩu' }).fill(demo.password);
  await page.getByRole('button', { name: 'Đăng nhập' }).click();
  await expect(page.getByRole('heading', { name: 'Quy trình', level: 1 })).toBeVisible();
}
