import { join } from 'node:path';
import { expect, type Locator, type Page } from '@playwright/test';
import { drawWire, dropNode } from './drawing.ts';
import { test } from './sharedProduct.ts';

test('a shop nests conditions, waits in every way there is, and sees it on the cards', async ({ page, product }) => {
  test.setTimeout(420_000);
  await page.setViewportSize({ width: 1440, height: 1000 });
  const { demo } = product;
  const form = page.getByRole('region', { name: 'Biểu mẫu bước' });

  await page.goto(demo.url);
  await page.getByRole('textbox', { name: 'Email' }).fill(demo.email);
  await page.getByRole('textbox', { name: 'Mật khẩu' }).fill(demo.password);
  await page.getByRole('button', { name: 'Đăng nhập' }).click();
  await page.getByRole('link', { name: 'Quy trình' }).click();
  await page.getByRole('button', { name: 'Quy trình mới', exact: true }).click();
  await expect(page.getByRole('textbox', { name: 'Tìm bước' })).toBeVisible();

  const steps = await test.step('draw trigger → condition → waits', async () => {
    const trigger = await dropNode(page, { title: 'Có đơn hàng mới', x: 640, y: 130 });
    const which = await dropNode(page, { title: 'Điều kiện', x: 640, y: 270 });
    await drawWire(page, { from: trigger, port: 'next', to: which });
    const waits: string[] = [];
    for (const [column, port] of (['true', 'false'] as const).entries()) {
      let from = { step: which, port: port as string };
      for (const row of [0, 1, 2]) {
        const wait = await dropNode(page, { title: 'Đợi', x: 480 + column * 330, y: 430 + row * 150 });
        await drawWire(page, { from: from.step, port: from.port, to: wait });
        waits.push(wait);
        from = { step: wait, port: 'next' };
      }
    }
    return { which, waits };
  });
  const card = (id: string | undefined) => page.getByTestId(`step-${id}`);

  await test.step('a condition with a group inside it', async () => {
    await card(steps.which).click();
    await chooseData(page, form.getByRole('button', { name: 'Dữ liệu của điều kiện 1' }), 'tổng tiền', /Tổng tiền/);
    await choose(page, form.getByRole('combobox', { name: 'So sánh của điều kiện 1' }), 'trong khoảng');
    await form.getByRole('textbox', { name: 'Giá trị của điều kiện 1: từ' }).fill('500000');
    await form.getByRole('textbox', { name: 'Giá trị của điều kiện 1: đến' }).fill('2000000');

    await form.getByRole('button', { name: 'Thêm nhóm' }).click();
    const group = form.getByRole('group', { name: 'Nhóm điều kiện 2' });
    await chooseData(page, group.getByRole('button', { name: 'Dữ liệu của điều kiện 2.1' }), 'tên khách', /Tên khách/);
    await choose(page, group.getByRole('combobox', { name: 'So sánh của điều kiện 2.1' }), 'có chứa một trong');
    await group.getByLabel('Giá trị của điều kiện 2.1', { exact: true }).click();
    await page.keyboard.type('nguyen');
    await page.keyboard.press('Enter');
    await page.keyboard.type('tran');
    await page.keyboard.press('Enter');
    await group.getByRole('switch', { name: 'Không phân biệt dấu ở điều kiện 2.1' }).press('Space');
    await group.getByRole('button', { name: 'Thêm điều kiện vào nhóm 2' }).press('Enter');
    await chooseData(page, group.getByRole('button', { name: 'Dữ liệu của điều kiện 2.2' }), 'ngày đặt', /Ngày đặt/);
    await choose(page, group.getByRole('combobox', { name: 'So sánh của điều kiện 2.2' }), 'trong vòng (đã qua)');
    await group.getByRole('textbox', { name: 'Giá trị của điều kiện 2.2', exact: true }).fill('7');
    await choose(page, group.getByRole('combobox', { name: 'Cách kết hợp 2' }), 'Không điều nào đúng');
    await shot(page, 'condition');
    await expect(card(steps.which)).toContainText('Tổng tiền');
  });

  const [first, second, third, fourth, fifth, sixth] = steps.waits;
  await test.step('each kind of wait, and its words', async () => {
    await card(first).click();
    await form.getByRole('textbox', { name: 'Thời gian đợi' }).fill('3');
    await expect(card(first)).toContainText('Đợi 3 ngày');

    await card(second).click();
    await chooseKind(page, form, 'Trước hoặc sau một ngày');
    await form.getByRole('textbox', { name: 'Thời gian đợi' }).fill('2');
    await choose(page, form.getByRole('combobox', { name: 'Trước hay sau' }), 'sau');
    await form.getByRole('button', { name: 'Chèn dữ liệu vào Ngày trong dữ liệu' }).click();
    await page.getByRole('dialog').getByRole('textbox', { name: 'Tìm dữ liệu' }).fill('ngày đặt');
    await page.keyboard.press('Enter');
    await form.getByRole('switch', { name: 'Vào giờ cố định của ngày đó' }).press('Space');
    await form.getByLabel('Giờ trong ngày', { exact: true }).fill('08:30');
    await expect(card(second)).toContainText('Đợi đến 2 ngày sau');
    await shot(page, 'wait-offset');

    await card(third).click();
    await chooseKind(page, form, 'Đến ngày trong tuần');
    for (const day of ['Thứ Ba', 'Thứ Tư', 'Thứ Năm', 'Thứ Sáu']) await form.getByRole('checkbox', { name: day }).press('Space');
    await form.getByRole('checkbox', { name: 'Chủ nhật' }).press('Space');
    await expect(card(third)).toContainText('Đợi đến 09:00 Thứ Hai, Chủ nhật');
    await shot(page, 'wait-weekday');

    await card(fourth).click();
    await chooseKind(page, form, 'Đến giờ trong ngày');
    await form.getByLabel('Giờ trong ngày', { exact: true }).fill('19:15');
    await expect(card(fourth)).toContainText('Đợi đến 19:15');

    await card(fifth).click();
    await chooseKind(page, form, 'Đến một ngày giờ');
    await form.getByLabel('Đợi đến', { exact: true }).fill('2030-01-02T08:00');
    await expect(card(fifth)).toContainText('Đợi đến 02/01/2030 08:00');

    await card(sixth).click();
    await chooseKind(page, form, 'Đến giờ mở cửa');
    await expect(card(sixth)).toContainText('Đợi đến giờ mở cửa');
  });

  await test.step('opening hours and holidays are set where the wait leads to', async () => {
    await form.getByRole('button', { name: 'Mở cài đặt giờ mở cửa' }).click();
    const settings = page.getByRole('dialog', { name: 'Cài đặt quy trình' });
    await settings.getByRole('switch', { name: 'Giờ mở cửa' }).press('Space');
    await settings.getByLabel('Thứ Hai: đóng lúc 1').fill('12:00');
    await settings.getByRole('button', { name: 'Thêm khung giờ cho Thứ Hai' }).click();
    await settings.getByRole('button', { name: 'Áp dụng giờ Thứ Hai cho T2–T6' }).click();
    await expect(settings.getByLabel('Thứ Sáu: mở lúc 2')).toHaveValue('13:30');
    await settings.getByRole('button', { name: 'Xoá khung giờ 1 của Chủ nhật' }).click();
    await choose(page, settings.getByRole('combobox', { name: 'Năm' }), '2027');
    await settings.getByRole('button', { name: 'Thêm ngày lễ Việt Nam' }).click();
    await expect(settings.getByRole('group', { name: 'Ngày nghỉ' })).toContainText('06/02/2027 Mùng 1 Tết');
    await settings.getByRole('button', { name: 'Xoá ngày nghỉ 01/01/2027' }).click();
    await expect(settings.getByRole('group', { name: 'Ngày nghỉ' })).not.toContainText('01/01/2027');
    await shot(page, 'opening-hours');
    await page.keyboard.press('Escape');
    await expect(settings).toBeHidden();
  });

  await test.step('publish, and the words stay', async () => {
    await expect(page.getByText('Đã lưu')).toBeVisible();
    await page.getByRole('button', { name: 'Bật chạy', exact: true }).click();
    await page.getByRole('dialog', { name: 'Bật chạy quy trình' }).getByRole('button', { name: 'Bật chạy' }).click();
    await expect(page.getByText(/Đang chạy/).first()).toBeVisible();
    await page.reload();
    await expect(card(sixth)).toContainText('Đợi đến giờ mở cửa');
    await card(steps.which).click();
    await expect(form.getByRole('group', { name: 'Nhóm điều kiện 2' }).getByRole('switch', { name: /Không phân biệt dấu/ })).toBeChecked();
    await expect(form.getByRole('textbox', { name: 'Giá trị của điều kiện 1: từ' })).toHaveValue('500.000 ₫');
  });

  await test.step('in English, and on a phone', async () => {
    await page.evaluate(() => localStorage.setItem('noi.language', 'en'));
    await page.reload();
    await card(steps.which).click();
    await expect(page.getByRole('switch', { name: 'Ignore tone marks in condition 2.1' })).toBeChecked();
    await shot(page, 'condition-en');
    await card(second).click();
    await shot(page, 'wait-offset-en');
    await page.setViewportSize({ width: 390, height: 844 });
    await shot(page, 'phone-en');
  });
});

async function choose(page: Page, select: Locator, option: string): Promise<void> {
  await select.click();
  await page.getByRole('option', { name: option, exact: true }).click();
}

/** Opens the list by the keyboard and takes the kind whose first line says so. */
async function chooseKind(page: Page, form: Locator, kind: string): Promise<void> {
  const select = form.getByRole('combobox', { name: 'Cách đợi' });
  await select.press('Enter');
  await page.getByRole('option', { name: kind }).click();
  await expect(select).toHaveValue(kind);
}

async function chooseData(page: Page, button: Locator, query: string, name: RegExp): Promise<void> {
  await button.click();
  const picker = page.getByRole('dialog');
  await picker.getByRole('textbox', { name: 'Tìm dữ liệu' }).fill(query);
  await picker.getByRole('button', { name }).first().click();
}

/** Kept only where somebody asks for pictures to look at. */
async function shot(page: Page, name: string): Promise<void> {
  const folder = process.env.NOI_PICTURES_DIR;
  if (folder) await page.screenshot({ path: join(folder, `${name}.png`) });
}
