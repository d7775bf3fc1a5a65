import { emptyGraph, type FlowGraph } from '@noi/flow';
import { expect, type Locator, type Page } from '@playwright/test';
import { takePictures } from './pictures.ts';
import { enter, openDraft, test } from './sharedProduct.ts';

test.use({ viewport: { width: 1366, height: 820 } });

test('a flow is drawn in the outline and published without a mouse', async ({ page, product }) => {
  test.setTimeout(300_000);
  await openDraft(page, product, { name: 'Vẽ bằng bàn phím' });

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
    await tabTo(page, form(page).getByRole('textbox', { name: 'Thời gian đợi' }));
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
    await tabTo(page, form(page).getByRole('button', { name: 'Dữ liệu của điều kiện 1' }));
    await page.keyboard.press('Enter');
    await expect(page.getByRole('textbox', { name: 'Tìm dữ liệu' })).toBeFocused();
    await page.keyboard.type('tong tien');
    await page.keyboard.press('Enter');
    await tabTo(page, form(page).getByRole('textbox', { name: 'Giá trị của điều kiện 1' }));
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
    await insertByKeys(page, 'Số điện thoại người nhận', 'so dien thoai');
    await tabTo(page, form(page).getByRole('combobox', { name: 'Mẫu tin ZNS' }));
    await page.keyboard.press('Enter');
    await page.keyboard.insertText('Mời đánh giá');
    await downToOption(page, page.getByRole('option', { name: /Mời đánh giá đơn hàng/ }));
    await page.keyboard.press('Enter');
    await tabTo(page, form(page).getByRole('textbox', { name: 'Tên khách hàng' }));
    await page.keyboard.insertText('bạn');
    await insertByKeys(page, 'Mã đơn hàng', 'ma don');
    await page.keyboard.press('Escape');
    await expect(line(page, /^4\. /)).toBeFocused();
    await expect(list(page)).not.toContainText('để bật chạy');
  });

  await test.step('a step changes places, is renamed, wired by the menu, removed and brought back', async () => {
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('+');
    await pick(page, 'dat gia tri');
    await expect(line(page, /^3\. Đặt giá trị/)).toBeFocused();
    await page.keyboard.press('Alt+ArrowUp');
    await expect(line(page, /^2\. Đặt giá trị/)).toBeFocused();
    await expect(page.getByText('Đã chuyển. Bây giờ là bước 2.')).toBeAttached();
    await page.keyboard.press('Alt+ArrowUp');
    await expect(page.getByText(/không chuyển lên được nữa/)).toBeAttached();
    await page.keyboard.press('F2');
    await expect(list(page).getByRole('textbox', { name: 'Tên mới của bước 2' })).toBeFocused();
    await page.keyboard.type('Ghi nhớ');
    await page.keyboard.press('Enter');
    await expect(line(page, /^2\. Ghi nhớ/)).toBeFocused();
    await page.keyboard.press('Delete');
    await expect(line(page, /^2\. Đợi 3 ngày/)).toBeFocused();
    await expect(list(page)).not.toContainText('Ghi nhớ');
    await page.keyboard.press('Control+z');
    await expect(line(page, /^2\. Ghi nhớ/)).toBeVisible();
    await page.keyboard.press('Control+z');
    await page.keyboard.press('Control+z');
    await page.keyboard.press('Control+z');
    await expect(list(page)).not.toContainText('Đặt giá trị');
  });

  await test.step('a branch is led to a step of another one by its menu', async () => {
    await page.keyboard.press('End');
    await expect(line(page, 'Nhánh “Sai”: hết ở đây')).toBeFocused();
    await page.keyboard.press('Shift+F10');
    const item = page.getByRole('menuitem', { name: 'Nối “Sai” tới…' });
    await downTo(page, item);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('combobox', { name: 'Bước tiếp theo' })).toBeFocused();
    await page.keyboard.insertText('ZNS');
    await downToOption(page, page.getByRole('option', { name: /ZNS/ }));
    await page.keyboard.press('Enter');
    await expect(line(page, /^Nhánh “Sai”: đi tiếp ở bước 4/)).toBeVisible();
    await expect(line(page, /^Nhánh “Đúng”: đi tiếp ở bước 4/)).toBeVisible();
  });

  await test.step('publish', async () => {
    await expect(page.getByText('Đã lưu')).toBeVisible();
    await takePictures(page, 'outline');
    await tabTo(page, page.getByRole('button', { name: 'Bật chạy', exact: true }));
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Bật chạy quy trình' });
    await tabTo(page, dialog.getByRole('button', { name: 'Bật chạy' }));
    await page.keyboard.press('Enter');
    await expect(page.getByText(/Đang chạy/).first()).toBeVisible();
  });
});

test('two windows at one flow see each other, and nothing of either is lost', async ({ browser, product }) => {
  test.setTimeout(300_000);
  const contexts = await Promise.all([browser.newContext(), browser.newContext()]);
  const [lan, hoa] = [await contexts[0].newPage(), await contexts[1].newPage()];
  const id = await openDraft(lan, product, { name: 'Hai người cùng sửa', graph: drawing });
  await enter(hoa, product);
  await hoa.goto(`${product.demo.url}/flows/${id}`);
  await expect(hoa.getByTestId('step-wait')).toBeVisible({ timeout: 60_000 });
  const amount = (page: Page) => form(page).getByRole('textbox', { name: 'Thời gian đợi' });
  const storedAmount = async () => {
    const { graph } = await product.api<{ graph: FlowGraph }>(`/flows/${id}`);
    const { wait } = graph.steps;
    return wait?.kind === 'wait' && wait.wait.type === 'duration' ? wait.wait.amount : null;
  };

  await test.step('each sees where the other is', async () => {
    await hoa.getByTestId('step-wait').click();
    await expect(lan.getByRole('list', { name: 'Đang cùng mở quy trình này' })).toBeVisible();
    await expect(lan.getByTestId('step-wait').getByRole('img', { name: 'Bạn, ở cửa sổ khác đang ở bước này' })).toBeVisible();
    await lan.getByTestId('step-wait').click();
    await expect(form(hoa)).toContainText('cũng đang mở biểu mẫu này');
  });

  await test.step('different fields of one step are merged', async () => {
    await contexts[1].setOffline(true);
    await form(hoa).getByRole('textbox', { name: 'Tên bước' }).fill('Chờ khách dùng');
    await form(hoa).getByRole('textbox', { name: 'Tên bước' }).blur();
    await expect(hoa.getByText('Chưa lưu được')).toBeVisible();
    await amount(lan).fill('4');
    await expect.poll(storedAmount).toBe(4);
    await contexts[1].setOffline(false);
    await expect(hoa.getByTestId('save-state')).toHaveAttribute('data-state', 'saved');
    await expect(amount(hoa)).toHaveValue('4');
    await expect(lan.getByTestId('step-wait')).toContainText('Chờ khách dùng');
  });

  await test.step('the same field is a clash that is told, and can be given to the other', async () => {
    await contexts[1].setOffline(true);
    await amount(hoa).fill('9');
    await amount(hoa).blur();
    await expect(hoa.getByText('Chưa lưu được')).toBeVisible();
    await amount(lan).fill('6');
    await expect.poll(storedAmount).toBe(6);
    await contexts[1].setOffline(false);
    const notice = hoa.getByRole('alert').filter({ hasText: 'Hai người sửa cùng một chỗ' });
    await expect(notice).toContainText('Chờ khách dùng', { timeout: 45_000 });
    await expect(
      lan
        .getByText('Đợi 9 ngày')
        .or(amount(lan).and(lan.locator('[value="9"]')))
        .first(),
    ).toBeVisible();
    await notice.getByRole('button', { name: /^Lấy nội dung của/ }).click();
    await expect(amount(hoa)).toHaveValue('6');
    await expect(amount(lan)).toHaveValue('6');
  });

  await test.step('a closed window is gone', async () => {
    await contexts[1].close();
    await expect(lan.getByRole('list', { name: 'Đang cùng mở quy trình này' })).toBeHidden();
  });

  await test.step('what is typed offline is saved once the page is opened again', async () => {
    await contexts[0].setOffline(true);
    await amount(lan).fill('8');
    await amount(lan).blur();
    await expect(lan.getByText('Chưa lưu được')).toBeVisible();
    await lan.close();
    await contexts[0].setOffline(false);
    const again = await contexts[0].newPage();
    await again.goto(`${product.demo.url}/flows/${id}`);
    await again.getByTestId('step-wait').click();
    await expect(amount(again)).toHaveValue('8');
    await expect(again.getByTestId('save-state')).toHaveAttribute('data-state', 'saved');
    const { graph } = await product.api<{ graph: FlowGraph }>(`/flows/${id}`);
    expect(graph.steps.wait).toMatchObject({ name: 'Chờ khách dùng', wait: { amount: 8 } });
  });
  await contexts[0].close();
});

const drawing: FlowGraph = {
  ...emptyGraph(),
  steps: {
    trigger: { id: 'trigger', kind: 'trigger', position: { x: 0, y: 0 }, node: 'core.orderDelivered', nodeVersion: 1, input: {} },
    wait: { id: 'wait', kind: 'wait', position: { x: 0, y: 160 }, wait: { type: 'duration', amount: 3, unit: 'days' } },
    end: { id: 'end', kind: 'stop', position: { x: 0, y: 320 } },
  },
  edges: [
    { id: 'one', from: 'trigger', port: 'next', to: 'wait' },
    { id: 'two', from: 'wait', port: 'next', to: 'end' },
  ],
};

function form(page: Page): Locator {
  return page.getByRole('region', { name: 'Biểu mẫu bước' });
}

/** Puts data into a field through the tree of data, without a mouse. */
async function insertByKeys(page: Page, field: string, data: string): Promise<void> {
  await tabTo(page, form(page).getByRole('button', { name: `Chèn dữ liệu vào ${field}` }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: 'Tìm dữ liệu' })).toBeFocused();
  await page.keyboard.type(data);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: 'Tìm dữ liệu' })).toBeHidden();
}

/** Goes down an open menu by its arrow key. */
async function downTo(page: Page, item: Locator): Promise<void> {
  await expect(item).toBeVisible();
  for (let press = 0; press < 20; press++) {
    if (await item.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('ArrowDown');
  }
  throw new Error(`${item} cannot be reached by the arrow keys`);
}

/** Goes down an open list by its arrow key. One that has just opened marks its choice a moment later, so an arrow before that is without effect. */
async function downToOption(page: Page, option: Locator): Promise<void> {
  await expect(async () => {
    await page.keyboard.press('ArrowDown');
    await expect(option).toHaveAttribute('data-combobox-selected', 'true', { timeout: 500 });
  }).toPass();
}

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
