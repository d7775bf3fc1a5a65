import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { barriers } from './barriers.ts';
import { aLiveFlow, placeOrder } from './liveFlows.ts';
import { takePictures } from './pictures.ts';
import { Product } from './product.ts';
import { Session } from './session.ts';

const wait = { id: 'wait', kind: 'wait', wait: { type: 'duration', amount: 6, unit: 'seconds' } };
const longWait = { id: 'wait', kind: 'wait', wait: { type: 'duration', amount: 3, unit: 'days' } };

test('a pause holds what comes due and asks what becomes of it; all runs of a flow are stopped at once', async ({ page }) => {
  test.setTimeout(240_000);
  await page.setViewportSize({ width: 1280, height: 800 });
  await using product = await Product.start();
  const session = await Session.open(product);
  const { demo } = product;
  const mailbox = (await product.api<{ connections: { id: string; type: string }[] }>('/connections')).connections.find(({ type }) => type === 'core.smtp');
  const input = { to: '{{ trigger.order.customer.email }}', subject: 'Đơn {{ trigger.order.code }}', body: 'Cảm ơn bạn.' };
  const mail = { id: 'mail', kind: 'action', node: 'core.sendEmail', nodeVersion: 1, connectionId: mailbox?.id, input };
  const flowId = await aLiveFlow(product, { name: 'Cảm ơn', steps: [wait, mail] });
  const sleepers = await aLiveFlow(product, { name: 'Chờ lâu', steps: [longWait, mail] });
  const titles = async () => {
    const { result } = JSON.parse(await session.query('phone.messages', { to: 'lan@khach.example.com' })) as {
      result: { data: { content: { title: string } }[] };
    };
    return result.data.map(({ content }) => content.title).sort();
  };

  await page.goto(demo.url);
  await page.getByRole('textbox', { name: 'Email' }).fill(demo.email);
  await page.getByRole('textbox', { name: 'Mật khẩu' }).fill(demo.password);
  await page.getByRole('button', { name: 'Đăng nhập' }).click();
  await expect(page.getByRole('link', { name: 'Cảm ơn' })).toBeVisible();

  let code = 100;
  /** Runs come to their message while the flow is paused. */
  async function pauseOver(orders: number): Promise<string[]> {
    const codes = Array.from({ length: orders }, () => `${code++}`);
    await Promise.all(codes.map((one) => placeOrder(product, one)));
    await page.goto(`${demo.url}/flows/${flowId}`);
    await page.getByRole('button', { name: 'Thêm lựa chọn' }).last().click();
    await page.getByRole('menuitem', { name: 'Tạm dừng' }).click();
    await expect(notice(page)).toContainText(`Đang giữ ${orders} bước đến hạn, chưa gửi gì.`, { timeout: 30_000 });
    return codes.map((one) => `Đơn ${one}`);
  }
  async function resume(choose: () => Promise<void>): Promise<void> {
    await notice(page).getByRole('button', { name: 'Chạy tiếp' }).click();
    await choose();
    await page.getByRole('dialog').getByRole('button', { name: 'Chạy tiếp' }).click();
    await expect(notice(page)).toHaveCount(0);
  }

  const sent = await test.step('held steps go at once', async () => {
    const held = await pauseOver(3);
    expect(await titles()).toEqual([]);
    // Nothing was changed, so there is nothing to publish; what goes on is the other button.
    await expect(page.getByRole('button', { name: 'Bật bản mới' })).toBeDisabled();
    await shot(page, 'paused');
    await resume(async () => {
      await expect(page.getByRole('dialog')).toContainText('Có 3 bước đến hạn trong lúc tạm dừng');
      await shot(page, 'resume');
      expect(await barriers(page, '[role="dialog"]')).toEqual([]);
      await page.getByRole('radio', { name: 'Chạy ngay' }).check();
    });
    await expect.poll(titles, { timeout: 20_000 }).toEqual(held);
    return held;
  });

  await test.step('held steps are skipped', async () => {
    await pauseOver(2);
    await resume(() => page.getByRole('radio', { name: 'Bỏ qua' }).check());
    await expect
      .poll(async () => (await product.api<{ runs: { state: string }[] }>(`/runs?flowId=${flowId}&state=done`)).runs.length, { timeout: 20_000 })
      .toBe(5);
    expect(await titles()).toEqual(sent);
  });

  await test.step('held steps are spread over a while: the first goes now, the next later', async () => {
    const held = await pauseOver(2);
    await resume(async () => {
      await page.getByRole('radio', { name: 'Chạy dần' }).check();
      await page.getByRole('textbox', { name: 'Chia đều trong (phút)' }).fill('60');
    });
    await expect.poll(async () => (await titles()).length, { timeout: 20_000 }).toBe(sent.length + 1);
    expect((await titles()).filter((title) => held.includes(title))).toHaveLength(1);
  });

  await test.step('all runs of a flow are stopped, with their number', async () => {
    await page.goto(`${demo.url}/flows/${sleepers}`);
    await page.getByRole('button', { name: 'Thêm lựa chọn' }).last().click();
    await page.getByRole('menuitem', { name: 'Dừng tất cả lượt chạy' }).click();
    await expect(page.getByRole('dialog')).toContainText('Dừng 7 lượt chạy đang dở của quy trình này?');
    await shot(page, 'stop');
    await page.getByRole('button', { name: 'Dừng 7 lượt' }).click();
    await expect(page.getByRole('region', { name: 'Tiến độ dừng các lượt chạy' })).toContainText('Đã dừng 7 lượt chạy.', { timeout: 30_000 });
    await shot(page, 'stopped');
    expect((await product.api<{ runs: unknown[] }>(`/runs?flowId=${sleepers}&state=stopped`)).runs).toHaveLength(7);
  });

  await test.step('a run that is to call a paused flow says so and waits; resuming that flow tells of it', async () => {
    const note = { id: 'note', kind: 'set', fields: [{ key: 'gift', value: 'Sổ tay' }] };
    const called = await aLiveFlow(product, { name: 'Gửi quà', start: 'core.calledByFlow', steps: [note] });
    const caller = await aLiveFlow(product, { name: 'Đơn lớn', steps: [{ id: 'call', kind: 'subflow', flowId: called, input: {} }] });
    const runs = async () => (await product.api<{ runs: { id: string; state: string }[] }>(`/runs?flowId=${caller}`)).runs;
    await product.api(`/flows/${called}/pause`, { method: 'POST' });
    await placeOrder(product, '900');
    await expect.poll(runs, { timeout: 20_000 }).toMatchObject([{ state: 'waiting' }]);
    await page.goto(`${demo.url}/runs/${(await runs())[0]?.id}`);
    await expect(page.getByText('Đang đợi: quy trình “Gửi quà” chạy tiếp (đang tạm dừng)').first()).toBeVisible();
    await expect(page.getByText('Chạy quy trình “Gửi quà”').first()).toBeVisible();
    await takePictures(page, 'held-call');

    await page.goto(`${demo.url}/flows/${called}`);
    await page.getByRole('button', { name: 'Cài đặt quy trình' }).click();
    await expect(page.getByRole('dialog')).toContainText('mỗi lần gọi là một lượt chạy riêng');
    await page.getByText('mỗi lần gọi là một lượt chạy riêng').scrollIntoViewIfNeeded();
    await shot(page, 'called-settings');
    await page.keyboard.press('Escape');
    await expect(notice(page)).toContainText('Đang giữ 1 bước đến hạn, chưa gửi gì.');
    await resume(async () => {
      await expect(page.getByRole('dialog')).toContainText('Được gọi từ quy trình “Đơn lớn”: 1 bước');
      await shot(page, 'resume-called');
    });
    await expect.poll(runs, { timeout: 20_000 }).toMatchObject([{ state: 'done' }]);
  });
});

const notice = (page: Page) => page.getByRole('region', { name: 'Quy trình đang tạm dừng' });

async function shot(page: Page, name: string): Promise<void> {
  const folder = process.env.NOI_PICTURES_DIR;
  if (folder) await page.screenshot({ path: join(folder, `${name}.png`) });
}
