import { readRows } from '@noi/db/testing/rows';
import { expect, type Page, test } from '@playwright/test';
import { takePictures } from './pictures.ts';
import { Product } from './product.ts';
import { Session } from './session.ts';
import { signIn } from './signIn.ts';

test('a shop reads what failed by its cause and whose matter it is, sees a source fall silent, and is told where it wants', async ({ page }) => {
  test.setTimeout(420_000);
  await using product = await Product.start();
  const session = await Session.open(product);
  const { connections } = await product.api<{ connections: { id: string; type: string; name: string }[] }>('/connections');
  const account = (type: string) => connections.find((connection) => connection.type === type)?.name ?? '';

  await test.step('runs fail by three causes, and orders stay away', async () => {
    const failing = await publish(product, { name: 'Báo kho', trigger: 'core.paymentReceived' });
    const quiet = await publish(product, { name: 'Cảm ơn đơn mới', trigger: 'core.orderCreated' });
    for (const orderCode of ['A', 'B']) {
      const payload = { orderCode, amount: 50_000, paidAt: new Date().toISOString() };
      await product.api('/events', { method: 'POST', body: { type: 'payment.received', payload } });
    }
    const failed = async () => (await product.api<{ runs: unknown[] }>(`/runs?flowId=${failing}&state=failed`)).runs.length;
    await expect.poll(failed, { timeout: 30_000 }).toBe(2);
    await failFor(product, failing);
    await givePast(product, quiet);
    // A worker looks for causes, and for silence, when it starts.
    for (const pid of product.pidsOf('temporal/worker/dist/main.js')) process.kill(pid, 'SIGKILL');
  });

  await test.step('the list of flows says which one hears nothing', async () => {
    await signIn(page, product);
    const row = page.getByRole('list', { name: 'Danh sách quy trình' }).getByRole('listitem').filter({ hasText: 'Cảm ơn đơn mới' });
    await expect(row).toContainText('26 giờ chưa có đơn, thường 40 đơn/ngày', { timeout: 60_000 });
    await takePictures(page, 'flows-quiet');
  });

  await test.step('failed runs are grouped by cause, and told apart', async () => {
    await page.getByRole('link', { name: /Cảnh báo/ }).click();
    const about = (name: string) => page.getByRole('article', { name });
    await expect(about('2 lượt chạy lỗi ở “Báo kho”')).toContainText('Cần bạn sửa');
    await expect(about('3 lượt chạy lỗi ở “Báo kho”')).toContainText('Phía nhà cung cấp');
    await expect(about('3 lượt chạy lỗi ở “Báo kho”')).toContainText('Đang bảo trì');
    await expect(about('1 lượt chạy lỗi ở “Báo kho”')).toContainText('Lỗi của Nối');
    await expect(about('“Cảm ơn đơn mới” im ắng khác thường')).toContainText('26 giờ chưa có đơn, thường 40 đơn/ngày.');
    await expect(page.getByRole('article')).toHaveCount(4);
  });

  await test.step('a mailbox and an OA are chosen, and a test comes to both', async () => {
    await session.mutate('phone.play', { packageId: 'zalo', scenarioId: 'customerTexts', input: { phone: '0912345678', name: 'Chủ shop' } });
    const [user] = await readRows<{ key: string }>(product.databaseUrl, `select key from sandbox_record where package_id = 'zalo' and key like 'user:%'`);
    const userId = user?.key.split(':').at(-1) ?? '';
    const channels = page.getByRole('region', { name: 'Báo qua kênh nào' });
    await choose(page, { label: 'Hộp thư gửi đi', option: account('core.smtp') });
    await channels.getByRole('textbox', { name: 'Gửi đến các email' }).fill('chu@shop.example');
    await choose(page, { label: 'Zalo OA gửi đi', option: account('zalo.oa') });
    await channels.getByRole('textbox', { name: 'Mã người dùng Zalo (UID) của người nhận' }).fill(userId);
    await channels.getByRole('button', { name: 'Lưu' }).click();
    await expect(page.getByText('Đã lưu').first()).toBeVisible();
    await channels.getByRole('button', { name: 'Gửi thử' }).click();

    const sent = page.getByRole('article', { name: 'Tin thử từ Nối' });
    for (const target of ['chu@shop.example', userId]) await expect(sent).toContainText(`Đã gửi ${target}`, { timeout: 60_000 });
    await takePictures(page, 'alerts');
    for (const to of ['chu@shop.example', '+84912345678']) expect(await session.query('phone.messages', { to })).toContain('Tin thử từ Nối');
  });
});

/** A live flow of one step that can never succeed: nobody is at this address, and it is a private one. */
async function publish(product: Product, { name, trigger }: { name: string; trigger: string }): Promise<string> {
  const position = { x: 0, y: 0 };
  const graph = {
    schema: 1,
    settings: { timezone: 'Asia/Ho_Chi_Minh' },
    steps: {
      start: { id: 'start', kind: 'trigger', node: trigger, nodeVersion: 1, input: {}, position },
      tell: { id: 'tell', kind: 'action', node: 'core.httpRequest', nodeVersion: 1, input: { method: 'GET', url: 'http://127.0.0.1:1/' }, position },
    },
    edges: [{ id: 'e1', from: 'start', port: 'next', to: 'tell' }],
  };
  const { id } = await product.api<{ id: string }>('/flows', { method: 'POST', body: { name, graph } });
  await product.api(`/flows/${id}/publish`, { method: 'POST', body: {} });
  return id;
}

/** Failures as a provider's outage and a fault of our own leave them: the first takes days of tries, the second must never happen. */
async function failFor(product: Product, flowId: string): Promise<void> {
  const causes = [
    { runs: 3, error: { kind: 'unavailable', text: { vi: 'Đang bảo trì.', en: 'Under maintenance.' }, repeatable: true } },
    { runs: 1, error: { kind: 'bug', text: { vi: 'Có lỗi trong hệ thống.', en: 'Something broke.' }, repeatable: false } },
  ];
  for (const { runs, error } of causes) {
    await readRows(
      product.databaseUrl,
      `with made as (
         insert into run (id, workspace_id, flow_id, version_id, plan_hash, engine, workflow_id, event_id, state, error, started_at, ended_at)
         select uuidv7(), workspace_id, flow_id, version_id, plan_hash, engine, workflow_id, event_id, 'failed', '${JSON.stringify(error)}', now(), now()
         from (select * from run where flow_id = '${flowId}' limit 1) as one, generate_series(1, ${runs}) returning id, workspace_id
       )
       insert into step_run (run_id, workspace_id, step_id, state, started_at, ended_at) select id, workspace_id, 'tell', 'failed', now(), now() from made`,
    );
  }
}

/** Forty orders a day for three weeks, the last of them 26 hours ago. */
async function givePast(product: Product, flowId: string): Promise<void> {
  await readRows(
    product.databaseUrl,
    `insert into event (id, workspace_id, type, source, external_id, occurred_at, received_at, payload, dispatched_at)
     select uuidv7(), f.workspace_id, 'order.created', 'haravan', 'past-' || nr, at, at, '{}', at
     from flow f, generate_series(now() - interval '26 hours', now() - interval '22 days', interval '-36 minutes') with ordinality as g(at, nr)
     where f.id = '${flowId}'`,
  );
}

async function choose(page: Page, { label, option }: { label: string; option: string }): Promise<void> {
  await page.getByRole('combobox', { name: label }).click();
  await page.getByRole('option', { name: option }).click();
}
