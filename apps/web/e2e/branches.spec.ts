import { expect, type Page } from '@playwright/test';
import { drawWire, dropNode } from './drawing.ts';
import { test } from './sharedProduct.ts';

test('a shop draws a switch by hand, and each order takes its own branch', async ({ page, product }) => {
  test.setTimeout(300_000);
  const { demo } = product;
  const form = page.getByRole('region', { name: 'Biểu mẫu bước' });

  await page.goto(demo.url);
  await page.getByRole('textbox', { name: 'Email' }).fill(demo.email);
  await page.getByRole('textbox', { name: 'Mật khẩu' }).fill(demo.password);
  await page.getByRole('button', { name: 'Đăng nhập' }).click();
  await page.getByRole('link', { name: 'Quy trình' }).click();
  await page.getByRole('button', { name: 'Quy trình mới', exact: true }).click();
  await expect(page.getByRole('textbox', { name: 'Tìm bước' })).toBeVisible();

  const steps = await test.step('draw trigger → switch', async () => {
    const trigger = await dropNode(page, { title: 'Có đơn hàng mới', x: 640, y: 140 });
    const which = await dropNode(page, { title: 'Chia nhánh', x: 640, y: 300 });
    await drawWire(page, { from: trigger, port: 'next', to: which });
    return { trigger, which };
  });

  await test.step('name the two cases and say when each holds', async () => {
    await page.getByTestId(`step-${steps.which}`).click();
    await fillCase(page, { number: 1, name: 'Đơn nhỏ', operator: 'dưới', value: '1000000' });
    await fillCase(page, { number: 2, name: 'Đơn lớn', operator: 'từ', value: '1000000' });
    await expect(page.getByTestId(`step-${steps.which}`)).toContainText('Chia nhánh · Đơn nhỏ, Đơn lớn');
    await form.getByRole('button', { name: 'Thêm trường hợp' }).click();
    await expect(ports(page, steps.which)).toHaveCount(4);
    await form.getByRole('group', { name: 'Trường hợp 3' }).getByRole('button', { name: 'Xoá nhánh này' }).click();
    await form.getByRole('group', { name: 'Trường hợp 2' }).getByRole('button', { name: 'Chuyển lên' }).click();
    await expect(page.getByTestId(`step-${steps.which}`)).toContainText('Chia nhánh · Đơn lớn, Đơn nhỏ');
    await form.getByRole('button', { name: 'Đóng' }).click();
  });

  const [large = '', small = '', otherwise = ''] = await portsOf(page, steps.which);
  const ends = await test.step('each case leads to a step of its own', async () => {
    expect(otherwise).toBe('otherwise');
    const gift = await dropNode(page, { title: 'Đặt giá trị', x: 480, y: 500 });
    await form.getByRole('textbox', { name: 'Tên gọi 1' }).fill('Quà tặng');
    await form.getByRole('textbox', { name: 'Giá trị 1' }).fill('Sổ tay');
    await form.getByRole('button', { name: 'Đóng' }).click();
    const stop = await dropNode(page, { title: 'Dừng', x: 840, y: 500 });
    await form.getByRole('textbox', { name: 'Lý do dừng' }).fill('Đơn nhỏ không có quà');
    await form.getByRole('button', { name: 'Đóng' }).click();
    await drawWire(page, { from: steps.which, port: large, to: gift });
    await drawWire(page, { from: steps.which, port: small, to: stop });
    return { gift, stop };
  });

  await test.step('publish', async () => {
    await expect(page.getByText('Đã lưu')).toBeVisible();
    await page.getByRole('button', { name: 'Bật chạy', exact: true }).click();
    await page.getByRole('dialog', { name: 'Bật chạy quy trình' }).getByRole('button', { name: 'Bật chạy' }).click();
    await expect(page.getByText(/Đang chạy/).first()).toBeVisible();
  });

  await test.step('two orders come in', async () => {
    await product.api('/events', { method: 'POST', body: anOrder('200001', 2_500_000) });
    await product.api('/events', { method: 'POST', body: anOrder('200002', 90_000) });
    const flowId = new URL(page.url()).pathname.split('/').at(-1);
    const runs = async () =>
      (await product.api<{ runs: { subject: string; state: string }[] }>(`/runs?flowId=${flowId}`)).runs.map(({ subject, state }) => `${subject} ${state}`);
    await expect.poll(async () => (await runs()).sort()).toEqual(['200001 done', '200002 stopped']);
  });

  await test.step('each run page shows its own branch', async () => {
    await openRun(page, demo.url, '200001');
    await expect(page.getByTestId(`step-${ends.gift}`)).toHaveAttribute('data-run', 'done');
    await expect(page.getByTestId(`step-${ends.stop}`)).toHaveAttribute('data-run', 'pending');
    await page.getByTestId(`step-${steps.which}`).click();
    await expect(page.getByRole('complementary', { name: 'Diễn biến' })).toContainText('Đã đi theo nhánh “Đơn lớn”');

    await openRun(page, demo.url, '200002');
    await expect(page.getByTestId(`step-${ends.gift}`)).toHaveAttribute('data-run', 'pending');
    await expect(page.getByTestId(`step-${ends.stop}`)).toHaveAttribute('data-run', 'done');
    await page.getByTestId(`step-${steps.which}`).click();
    await expect(page.getByRole('complementary', { name: 'Diễn biến' })).toContainText('Đã đi theo nhánh “Đơn nhỏ”');
  });
});

/** Fills in one case: its name, and one test of the order's total. */
async function fillCase(page: Page, one: { number: number; name: string; operator: string; value: string }): Promise<void> {
  const card = page.getByRole('region', { name: 'Biểu mẫu bước' }).getByRole('group', { name: `Trường hợp ${one.number}` });
  await card.getByRole('textbox', { name: 'Tên nhánh' }).fill(one.name);
  await card.getByRole('button', { name: 'Dữ liệu của điều kiện 1' }).click();
  await page.getByRole('dialog').getByRole('textbox', { name: 'Tìm dữ liệu' }).fill('tổng tiền');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /Tổng tiền/ })
    .first()
    .click();
  await card.getByRole('combobox', { name: 'So sánh của điều kiện 1' }).click();
  await page.getByRole('option', { name: one.operator, exact: true }).click();
  await card.getByRole('textbox', { name: 'Giá trị của điều kiện 1' }).fill(one.value);
}

function ports(page: Page, stepId: string) {
  return page.locator(`[data-testid^="port-${stepId}-"]`);
}

/** The ways out of a step, from left to right. */
async function portsOf(page: Page, stepId: string): Promise<string[]> {
  return ports(page, stepId).evaluateAll((dots, prefix) => dots.map((dot) => (dot.getAttribute('data-testid') ?? '').slice(prefix.length)), `port-${stepId}-`);
}

function anOrder(code: string, total: number) {
  return {
    type: 'order.created',
    externalId: `branches-${code}`,
    payload: {
      order: {
        ...{ code, externalId: `id-${code}`, createdAt: '2026-11-20T02:30:00.000Z', total, state: 'open' },
        customer: { name: 'Trần Thị Mai', phone: '+84987654321' },
        lines: [{ title: 'Nhà giả kim', quantity: 1, price: 90_000 }],
      },
    },
  };
}

async function openRun(page: Page, url: string, code: string): Promise<void> {
  await page.goto(`${url}/runs`);
  await page.getByRole('list', { name: 'Danh sách lượt chạy' }).getByRole('listitem').filter({ hasText: code }).getByRole('link').click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(code);
}
