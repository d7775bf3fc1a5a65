import { expect, type Page } from '@playwright/test';
import { enter, test } from './sharedProduct.ts';

test('a shop publishes over runs that wait: sees what would happen, takes it back, moves them, and finds its versions again', async ({ page, product }) => {
  const { demo } = product;
  const { flowId } = await product.api<{ flowId: string }>('/templates/review-after-delivery/use', { method: 'POST', body: {} });
  await product.api(`/flows/${flowId}/publish`, { method: 'POST', body: {} });
  for (const code of ['300001', '300002']) await product.api('/events', { method: 'POST', body: delivered(code) });
  const runs = async () => {
    const { runs } = await product.api<{ runs: { subject: string; version: number; waiting: { stepId: string } | null }[] }>(`/runs?flowId=${flowId}`);
    return runs.map(({ subject, version, waiting }) => `${subject} v${version} ${waiting?.stepId ?? '-'}`).sort();
  };
  await expect.poll(runs).toEqual(['300001 v1 wait', '300002 v1 wait']);

  await test.step('shorten the wait', async () => {
    await enter(page, product);
    await page.goto(`${demo.url}/flows/${flowId}`);
    await shorten(page, 'giây');
    await expect(page.getByTestId('step-wait')).toContainText('Đợi 3 giây');
  });

  const dialog = page.getByRole('dialog', { name: 'Bật chạy quy trình' });
  const bar = page.getByTestId('move');

  await test.step('the dialog says what the edit would do, and keeps everybody where they are unless told otherwise', async () => {
    await page.getByRole('button', { name: 'Bật bản mới' }).click();
    const choice = dialog.getByRole('group', { name: 'Đợi 3 ngày' });
    await expect(choice).toContainText('Đợi 3 ngày → Đợi 3 giây');
    await expect(choice).toContainText('2 lượt đang đợi ở đây');
    await expect(choice).toContainText('2 tin nhắn gửi ngay cho khách.');
    await expect(choice.getByRole('radio', { name: 'Giữ bản cũ' })).toBeChecked();
    await choice.getByText('Chuyển bản mới').click();
    await dialog.getByRole('textbox', { name: 'Tên phiên bản' }).fill('Đợi ngắn');
    await dialog.getByRole('button', { name: 'Bật chạy' }).click();
  });

  await test.step('taken back before it starts, nobody was moved', async () => {
    await expect(bar).toHaveAttribute('data-state', 'planned');
    await bar.getByRole('button', { name: 'Hoàn tác' }).click();
    await expect(bar).toContainText('Mọi lượt đang chạy giữ nguyên phiên bản cũ');
    expect(await runs()).toEqual(['300001 v1 wait', '300002 v1 wait']);
  });

  const drawer = page.getByRole('dialog', { name: 'Phiên bản' });

  await test.step('the versions are there, compared in words; an old one comes back into the draft, and undo takes it out again', async () => {
    await page.getByRole('button', { name: 'Phiên bản' }).click();
    const second = drawer.getByRole('listitem', { name: 'Phiên bản 2' });
    await expect(second).toContainText('Đợi ngắn');
    await expect(second).toContainText('Đang dùng');
    await second.getByRole('button', { name: 'Xem thay đổi' }).click();
    await expect(second.getByTestId('difference')).toContainText('Đợi 3 ngày → Đợi 3 giây');
    const first = drawer.getByRole('listitem', { name: 'Phiên bản 1' });
    await first.getByRole('button', { name: 'Đặt tên' }).click();
    await first.getByRole('textbox', { name: 'Tên phiên bản' }).fill('Bản đầu');
    await first.getByRole('button', { name: 'Lưu tên' }).click();
    await expect(first).toContainText('Bản đầu');
    await first.getByRole('button', { name: 'Khôi phục' }).click();
    await expect(page.getByTestId('step-wait')).toContainText('Đợi 3 ngày');
    await page.getByRole('button', { name: 'Hoàn tác', exact: true }).click();
    await expect(page.getByTestId('step-wait')).toContainText('Đợi 3 giây');
  });

  await test.step('moved, they go on with the new version', async () => {
    await form(page).getByRole('textbox', { name: 'Thời gian đợi' }).fill('2');
    await page.getByRole('button', { name: 'Bật bản mới' }).click();
    await dialog.getByRole('group', { name: 'Đợi 3 ngày' }).getByText('Chuyển bản mới').click();
    await dialog.getByRole('button', { name: 'Bật chạy' }).click();
    await expect(bar).toHaveAttribute('data-state', 'planned');
    await expect(bar).toHaveAttribute('data-state', 'done', { timeout: 40_000 });
    await expect(bar).toContainText('xong 2 lượt');
    await expect.poll(async () => (await runs()).filter((run) => !run.includes(' v3 ') || run.endsWith(' wait'))).toEqual([]);
    await page.goto(`${demo.url}/runs`);
    await page.getByRole('link', { name: '300001' }).click();
    await expect(page.getByText(/^Chuyển sang phiên bản 3 lúc /)).toBeVisible();
  });
});

const form = (page: Page) => page.getByRole('region', { name: 'Biểu mẫu bước' });

async function shorten(page: Page, unit: string): Promise<void> {
  await page.getByTestId('step-wait').click();
  await form(page).getByRole('combobox', { name: 'Thời gian đợi: đơn vị' }).click();
  await page.getByRole('option', { name: unit, exact: true }).click();
  await expect(page.getByText('Đã lưu')).toBeVisible();
}

function delivered(code: string) {
  const customer = { name: 'Trần Thị Mai', phone: '+84987654321' };
  const order = { code, externalId: `id-${code}`, createdAt: '2026-11-20T02:30:00.000Z', total: 250_000, state: 'open', customer, lines: [] };
  return { type: 'order.delivered', externalId: `versions-${code}`, payload: { order, customer, deliveredAt: '2026-11-22T03:15:00.000Z' } };
}
