import { expect, type Locator, type Page } from '@playwright/test';
import { openDraft, test } from './sharedProduct.ts';

test.use({ viewport: { width: 1366, height: 820 } });

test('a flow is drawn in the outline and published without a mouse', async ({ page, product }) => {
  test.setTimeout(180_000);
  await openDraft(page, product, { name: 'Vẽ bằng bàn phím' });
  const form = page.getByRole('region', { name: 'Biểu mẫu bước' });

  await test.step('the list, and what starts the flow', async () => {
    await tabTo(page, page.getByRole('radio', { name: 'Thêm bước' }));
    await page.keyboard.press('ArrowRight');
    await tabTo(page, page.getByRole('button', { name: 'Chọn sự kiện bắt đầu' }));
    await page.keyboard.press('Enter');
    await pick(page, 'don hang giao xong');
    await expect(line(page, /^1\. /)).toBeFocused();
  });

  await test.step('a wait behind it, its form and back', async () => {
    await page.keyboard.press('+');
    await pick(page, 'doi');
    await expect(line(page, /^2\. Đợi 1 ngày/)).toBeFocused();
    await page.keyboard.press('Enter');
    await tabTo(page, form.getByRole('textbox', { name: 'Thời gian đợi' }));
    await page.keyboard.press('Control+a');
    await page.keyboard.type('3');
    await page.keyboard.press('Escape');
    await expect(line(page, /^2\. Đợi 3 ngày/)).toBeFocused();
  });

  await test.step('a condition, and a message in one of its branches', async () => {
    await page.keyboard.press('+');
    await pick(page, 'dieu kien');
    await expect(line(page, /^3\. /)).toBeFocused();
    await page.keyboard.press('Enter');
    await tabTo(page, form.getByRole('button', { name: 'Dữ liệu của điều kiện 1' }));
    await page.keyboard.press('Enter');
    await page.keyboard.type('tong tien');
    await page.keyboard.press('Enter');
    await tabTo(page, form.getByRole('textbox', { name: 'Giá trị của điều kiện 1' }));
    await page.keyboard.type('500000');
    await page.keyboard.press('Escape');
    await expect(line(page, /^3\. /)).toBeFocused();

    await page.keyboard.press('ArrowDown');
    await expect(line(page, 'Nhánh “Đúng”: hết ở đây')).toBeFocused();
    await page.keyboard.press('Enter');
    await pick(page, 'gui zns');
    await expect(line(page, /^4\. Gửi ZNS.*Chọn mẫu|^4\. Gửi ZNS/)).toBeFocused();
    await expect(list(page)).toContainText('mẫu tin');
  });

  await test.step('the message by its form', async () => {
    await page.keyboard.press('Enter');
    await tabTo(page, form.getByRole('combobox', { name: 'Mẫu tin ZNS' }));
    await page.keyboard.press('Enter');
    await page.keyboard.type('moi danh gia');
    await expect(page.getByRole('option', { name: /Mời đánh giá đơn hàng/ })).toBeVisible();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    for (const [field, data] of [
      ['Tên khách hàng', 'ten khach'],
      ['Mã đơn hàng', 'ma don'],
    ] as const) {
      await tabTo(page, form.getByRole('button', { name: `Chèn dữ liệu vào ${field}` }));
      await page.keyboard.press('Enter');
      await page.keyboard.type(data);
      await page.keyboard.press('Enter');
    }
    await page.keyboard.press('Escape');
  });
});

function list(page: Page): Locator {
  return page.getByRole('list', { name: 'Các bước của quy trình' });
}

function line(page: Page, name: string | RegExp): Locator {
  return list(page)
    .getByRole('button', { name, ...(typeof name === 'string' && { exact: true }) })
    .first();
}

/** Goes on by Tab until the control has the focus: it can be reached without a mouse. */
async function tabTo(page: Page, control: Locator): Promise<void> {
  await expect(control.first()).toBeAttached();
  for (let press = 0; press < 80; press++) {
    if (await control.first().evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`${control} cannot be reached by Tab`);
}

/** Types into the search of steps that is open and takes the first that fits. */
async function pick(page: Page, query: string): Promise<void> {
  await expect(page.getByRole('dialog', { name: 'Thêm bước' }).getByRole('combobox')).toBeFocused();
  await page.keyboard.type(query);
  await page.keyboard.press('Enter');
}
