import type { FlowGraph } from '@noi/flow';
import { expect, type Page } from '@playwright/test';
import { missedByFingers } from './fingers.ts';
import type { Product } from './product.ts';
import { enter, test } from './sharedProduct.ts';

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

const name = 'Tặng quà tại quầy';
const softly = expect.configure({ soft: true });

test('on a phone, by touch, a shop starts a run, pauses, approves, goes on, looks at the run and mends a text', async ({ page, product }) => {
  test.setTimeout(240_000);
  const { url } = product.demo;
  const flowId = await aGiftFlow(product);
  const runs = async () => (await product.api<{ runs: { state: string }[] }>(`/runs?flowId=${flowId}`)).runs.map(({ state }) => state);
  await enter(page, product);

  await test.step('a run is started by hand', async () => {
    await page.goto(`${url}/flows`);
    await page.getByRole('button', { name: `Thao tác khác với “${name}”` }).tap();
    await looksRight(page, 'flow-menu');
    await page.getByRole('menuitem', { name: 'Chạy tay một lượt' }).tap();
    const dialog = page.getByRole('dialog', { name: `Chạy tay: ${name}` });
    await dialog.getByRole('textbox', { name: 'Tên khách' }).fill('Chị Lan');
    await looksRight(page, 'start');
    await dialog.getByRole('button', { name: 'Chạy ngay' }).tap();
    await expect(dialog).toBeHidden();
    await expect.poll(runs, { timeout: 30_000 }).toEqual(['waiting']);
  });

  await test.step('the flow as a list and as a drawing, and a pause', async () => {
    await page.getByRole('link', { name, exact: true }).tap();
    // The first look at an editor brings its program with it.
    await expect(line(page, /^2\. Xin duyệt/)).toBeVisible({ timeout: 30_000 });
    await looksRight(page, 'outline');
    await page.getByText('Sơ đồ', { exact: true }).tap();
    await expect(page.getByTestId('step-ask')).toBeInViewport({ ratio: 1 });
    await looksRight(page, 'drawing');
    await page.getByRole('button', { name: 'Thêm lựa chọn' }).tap();
    await looksRight(page, 'editor-menu');
    await page.getByRole('menuitem', { name: 'Tạm dừng' }).tap();
    await expect(notice(page)).toContainText('Quy trình tạm dừng từ');
  });

  await test.step('an approval is answered; what comes after it is held', async () => {
    await page.goto(`${url}/approvals`);
    const question = page.getByRole('article', { name: 'Tặng quà cho Chị Lan?' });
    await question.getByRole('textbox', { name: 'Ghi chú' }).fill('Khách quen.');
    await looksRight(page, 'approval');
    await question.getByRole('button', { name: 'Đồng ý' }).tap();
    await expect(question).toHaveCount(0);
    await page.goto(`${url}/flows/${flowId}`);
    await expect(notice(page)).toContainText('Đang giữ 1 bước đến hạn', { timeout: 30_000 });
  });

  await test.step('the flow goes on, and so does the run', async () => {
    await looksRight(page, 'paused');
    await notice(page).getByRole('button', { name: 'Chạy tiếp' }).tap();
    const dialog = page.getByRole('dialog', { name: 'Chạy tiếp quy trình' });
    await expect(dialog).toContainText('Có 1 bước đến hạn');
    await looksRight(page, 'resume');
    await dialog.getByRole('button', { name: 'Chạy tiếp' }).tap();
    await expect(notice(page)).toHaveCount(0);
    await expect.poll(runs, { timeout: 30_000 }).toEqual(['done']);
  });

  await test.step('the run is looked at, step by step', async () => {
    await page.goto(`${url}/runs?flowId=${flowId}`);
    await expect(page.getByRole('list', { name: 'Danh sách lượt chạy' })).toContainText('Phiên bản 1 · đang dùng');
    await looksRight(page, 'runs');
    await page.getByRole('list', { name: 'Danh sách lượt chạy' }).getByRole('link').first().tap();
    await expect(page.getByTestId('step-mail')).toBeInViewport({ ratio: 1 });
    await looksRight(page, 'run');
    await page.getByRole('button', { name: /^Gửi email/ }).tap();
    const sheet = page.getByRole('dialog');
    await expect(sheet).toContainText('Cảm ơn Chị Lan');
    await expect(sheet.frameLocator('iframe').getByText('Cảm ơn Chị Lan đã ghé shop.')).toBeVisible();
    await looksRight(page, 'run-step');
    await sheet.getByRole('button', { name: 'Về diễn biến' }).tap();
    await expect(sheet).toBeHidden();
  });

  await test.step('a text of a step is mended in the list, and the draft says that it does not run yet', async () => {
    await page.goto(`${url}/flows/${flowId}`);
    await line(page, /^3\. Gửi email/).tap();
    const sheet = page.getByRole('dialog', { name: 'Biểu mẫu bước' });
    const subject = sheet.getByRole('textbox', { name: 'Tiêu đề' });
    // Beside the data in it, which opens when pressed.
    await subject.tap({ position: { x: 6, y: 12 } });
    await page.keyboard.press('End');
    await page.keyboard.type(' và hẹn gặp lại');
    const body = sheet.getByRole('textbox', { name: 'Nội dung' });
    // Behind the last words: a tap on data in them chooses it.
    const words = body.getByRole('paragraph');
    const { width = 0, height = 0 } = (await words.boundingBox()) ?? {};
    await words.tap({ position: { x: width - 3, y: height - 6 } });
    await page.keyboard.type(' Hẹn gặp lại.');
    await expect(sheet.frameLocator('iframe').getByText('Hẹn gặp lại.')).toBeVisible();
    await looksRight(page, 'form');
    // At the end of a long form, where the sheet has to be scrolled.
    const policy = sheet.getByRole('combobox', { name: 'Nếu không biết chắc tin đã gửi hay chưa' });
    await policy.tap();
    const skip = page.getByRole('option', { name: /^Bỏ qua bước này/ });
    await expect(skip).toContainText('khách có thể không nhận được tin này');
    await looksRight(page, 'form-choice');
    await skip.tap();
    await expect(policy).toHaveValue('Bỏ qua bước này');
    await sheet.getByRole('button', { name: 'Đóng' }).first().tap();
    await expect(sheet).toBeHidden();
    await expect(page.getByRole('button', { name: 'Bật bản mới' })).toBeEnabled();
    const graph = async () => (await product.api<{ graph: FlowGraph }>(`/flows/${flowId}`)).graph.steps.mail;
    await expect.poll(graph).toMatchObject({
      onUnknown: 'skip',
      input: {
        subject: 'Cảm ơn {{ trigger.input.ten }} và hẹn gặp lại',
        body: expect.stringMatching(/^<h2>Quà của bạn đây<\/h2><p>Cảm ơn <strong>\{\{ trigger\.input\.ten \}\}<\/strong> đã ghé shop\. Hẹn gặp lại\.<\/p>$/),
      },
    });
  });
});

const line = (page: Page, words: RegExp) => page.getByRole('region', { name: 'Danh sách' }).getByRole('button', { name: words });
const notice = (page: Page) => page.getByRole('region', { name: 'Quy trình đang tạm dừng' });

/** Everything in sight can be hit by a finger, and nothing hangs over the side. */
async function looksRight(page: Page, picture: string): Promise<void> {
  const folder = process.env.NOI_PICTURES_DIR;
  if (folder) await page.screenshot({ path: `${folder}/touch-${picture}.png` });
  // A message that passes over the page may cover something for a moment.
  await softly.poll(() => missedByFingers(page), { message: picture }).toEqual([]);
  expect.soft(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), `${picture}: width`).toBeLessThanOrEqual(0);
}

/** Asks before a present is given, then writes to the customer. */
async function aGiftFlow(product: Product): Promise<string> {
  const { connections } = await product.api<{ connections: { id: string; type: string }[] }>('/connections');
  const at = (y: number) => ({ position: { x: 0, y } });
  const input = {
    to: 'lan@khach.example.com',
    subject: 'Cảm ơn {{ trigger.input.ten }}',
    body: '<h2>Quà của bạn đây</h2><p>Cảm ơn <strong>{{ trigger.input.ten }}</strong> đã ghé shop.</p>',
  };
  const steps = {
    start: { id: 'start', kind: 'trigger', node: 'core.startedByHand', nodeVersion: 1, input: {}, ...at(0) },
    ask: {
      ...{ id: 'ask', kind: 'approval', question: 'Tặng quà cho {{ trigger.input.ten }}?', approvers: [product.demo.email] },
      ...{ needed: 1, canVeto: false, ...at(150) },
    },
    mail: {
      id: 'mail',
      kind: 'action',
      node: 'core.sendEmail',
      nodeVersion: 1,
      connectionId: connections.find(({ type }) => type === 'core.smtp')?.id,
      input,
      ...at(300),
    },
  };
  const edges = [
    { id: 'e1', from: 'start', port: 'next', to: 'ask' },
    { id: 'e2', from: 'ask', port: 'approved', to: 'mail' },
  ];
  const inputs = [{ key: 'ten', label: 'Tên khách', type: 'text', required: true }];
  const graph = { schema: 1, settings: { timezone: 'Asia/Ho_Chi_Minh', inputs }, steps, edges };
  const { id } = await product.api<{ id: string }>('/flows', { method: 'POST', body: { name, graph } });
  await product.api(`/flows/${id}/publish`, { method: 'POST', body: {} });
  return id;
}
