import { expect } from '@playwright/test';
import { aLiveFlow, placeOrder } from './liveFlows.ts';
import { test } from './sharedProduct.ts';

interface Letter {
  readonly content: { readonly title?: string; readonly text: string };
}

test('whoever is asked by letter answers without signing in, and the run goes on', async ({ browser, product, owner }) => {
  const { demo } = product;
  const asks = {
    id: 'ask',
    kind: 'approval',
    question: 'Hoàn tiền đơn {{ trigger.order.code }} cho khách?',
    approvers: ['hoa@khac.example.com'],
    needed: 1,
    canVeto: false,
  };
  const flowId = await aLiveFlow(product, { name: 'Hoàn tiền', steps: [asks] });
  await placeOrder(product, '100777');

  const link = await test.step('the letter comes, with a link', async () => {
    const find = async () => linkIn(await owner.query('phone.messages', { to: 'hoa@khac.example.com' }));
    await expect.poll(find, { timeout: 30_000 }).not.toBeNull();
    const found = await find();
    return found ?? '';
  });
  expect(link.startsWith(`${demo.url}/approve/`)).toBe(true);

  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(link);
  await expect(page.getByText('Hoàn tiền đơn 100777 cho khách?')).toBeVisible();
  await expect(page.getByText('hoa@khac.example.com')).toBeVisible();
  await page.reload();
  await expect(page.getByText('Đang chờ')).toBeVisible();
  await page.getByRole('textbox', { name: 'Ghi chú' }).fill('Khách gửi ảnh hàng vỡ.');
  await page.getByRole('button', { name: 'Đồng ý' }).click();
  await expect(page.getByText('Đã ghi nhận ý kiến của bạn.')).toBeVisible();
  await expect(page.getByText('Được duyệt')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Đồng ý' })).toHaveCount(0);
  await page.getByText('English').click();
  await expect(page.getByText('You chose: Approve.')).toBeVisible();

  await expect
    .poll(async () => (await product.api<{ runs: { state: string }[] }>(`/runs?flowId=${flowId}`)).runs.map(({ state }) => state), { timeout: 20_000 })
    .toEqual(['done']);
  await page.goto(`${demo.url}/approve/${'x'.repeat(43)}`);
  await expect(page.getByText('This link cannot be used.')).toBeVisible();
  await context.close();
});

function linkIn(answer: string): string | null {
  const { result } = JSON.parse(answer) as { result: { data: readonly Letter[] } };
  return /https?:\/\/\S+\/approve\/[\w-]{43}/.exec(JSON.stringify(result.data))?.[0] ?? null;
}
