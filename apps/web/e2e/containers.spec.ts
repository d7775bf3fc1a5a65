import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { drawWire, dropNode } from './drawing.ts';
import type { Product } from './product.ts';
import { test } from './sharedProduct.ts';

const pictures = process.env.NOI_PICTURES_DIR;

test('a shop draws a loop over the lines of an order and asks for approval, by mouse and by keyboard', async ({ page, product }) => {
  test.setTimeout(300_000);
  const form = page.getByRole('region', { name: 'Biểu mẫu bước' });
  await openNewFlow(page, product);

  const trigger = await dropNode(page, { title: 'Đơn hàng giao xong', x: 560, y: 130 });
  await closeForm(page);
  const loop = await dropNode(page, { title: 'Lặp qua danh sách', x: 560, y: 290 });

  await test.step('choose the list', async () => {
    await form.getByRole('button', { name: 'Danh sách', exact: true }).click();
    await page
      .getByRole('dialog', { name: 'Danh sách' })
      .getByRole('button', { name: /Các món/ })
      .click();
    await expect(card(page, loop)).toContainText('Với từng mục của “Các món”');
    await closeForm(page);
    await drawWire(page, { from: trigger, port: 'next', to: loop });
  });

  const [first, second] = await test.step('the first step of the body by keyboard, the next one behind its port', async () => {
    const before = await stepIds(page);
    await page.getByRole('button', { name: /^Thêm bước đầu tiên vào/ }).focus();
    await page.keyboard.press('Enter');
    await page.keyboard.type('dat gia tri');
    await page.keyboard.press('Enter');
    const one = await newId(page, before);
    await form.getByRole('textbox', { name: 'Tên gọi 1' }).fill('Ghi chú');
    await form.getByRole('textbox', { name: 'Giá trị 1' }).fill('Đã giao');
    await page.getByRole('button', { name: /^Thêm bước sau nhánh “Tiếp theo” của Đặt giá trị/ }).focus();
    await page.keyboard.press('Enter');
    await page.keyboard.type('doi');
    await page.keyboard.press('Enter');
    const two = await newId(page, [...before, one]);
    await closeForm(page);
    await expectInside(page, { inner: one, outer: loop });
    await expectInside(page, { inner: two, outer: loop });
    return [one, two];
  });

  const approval = await test.step('approval below the loop, with a branch for each answer', async () => {
    const before = await stepIds(page);
    await page.getByRole('button', { name: /^Thêm bước sau nhánh “Tiếp theo” của Với từng mục/ }).click();
    await page.keyboard.type('xin duyet');
    await page.keyboard.press('Enter');
    const id = await newId(page, before);
    await form.getByRole('textbox', { name: 'Câu hỏi', exact: true }).fill('Gửi quà cho đơn này?');
    await form.getByRole('switch', { name: 'Không đợi quá' }).click({ force: true });
    await closeForm(page);
    await page.getByRole('button', { name: 'Xem toàn bộ' }).click();
    for (const [port, title] of [
      ['Đồng ý', 'ket thuc'],
      ['Từ chối', 'that bai'],
      ['Hết thời gian', 'ket thuc'],
    ] as const) {
      await page.getByRole('button', { name: new RegExp(`^Thêm bước sau nhánh “${port}” của Xin duyệt`) }).click();
      await page.keyboard.type(title);
      await page.keyboard.press('Enter');
      if (title === 'that bai') await form.getByRole('textbox', { name: 'Lý do báo lỗi' }).fill('Không được duyệt');
      await closeForm(page);
    }
    return id;
  });
  await page.getByRole('button', { name: 'Xem toàn bộ' }).click();
  await picture(page, 'loop-and-approval');
  await expectApart(page, [trigger, loop, approval]);

  await test.step('a wire into the body is refused with the reason', async () => {
    const wires = await page.locator('.react-flow__edge').count();
    await drag(page, page.getByTestId(`port-${trigger}-next`), await centreOf(card(page, second)));
    await expect(page.getByText('Hai bước nằm ở hai khung khác nhau nên không nối được.')).toBeVisible();
    await expect(page.locator('.react-flow__edge')).toHaveCount(wires);
  });

  await test.step('out of the body by mouse, without its wire; undo and redo', async () => {
    const wires = page.locator('.react-flow__edge');
    const before = await wires.count();
    const box = await boxOf(card(page, loop));
    await drag(page, card(page, second), { x: box.x + box.width + 170, y: box.y + 120 });
    await expectOutside(page, { inner: second, outer: loop });
    await expect(wires).toHaveCount(before - 1);
    await page.keyboard.press('Control+z');
    await expectInside(page, { inner: second, outer: loop });
    await expect(wires).toHaveCount(before);
    await page.keyboard.press('Control+Shift+z');
    await expectOutside(page, { inner: second, outer: loop });
  });

  await test.step('back in by mouse, out and in by the form', async () => {
    const body = await centreOf(card(page, first));
    await drag(page, card(page, second), { x: body.x + 10, y: body.y + 60 });
    await expectInside(page, { inner: second, outer: loop });
    await card(page, second).click();
    await form.getByRole('combobox', { name: 'Nằm trong' }).click();
    await page.getByRole('option', { name: 'Luồng chính của quy trình' }).click();
    await expectOutside(page, { inner: second, outer: loop });
    await page.keyboard.press('Control+z');
    await expectInside(page, { inner: second, outer: loop });
    await closeForm(page);
  });

  await test.step('moving the loop moves its body; folding hides it', async () => {
    const before = await boxOf(card(page, first));
    const head = await boxOf(card(page, loop));
    await drag(page, { x: head.x + 120, y: head.y + 14 }, { x: head.x + 40, y: head.y + 14 });
    await expect.poll(async () => (await boxOf(card(page, first))).x).toBeLessThan(before.x - 30);
    await page.keyboard.press('Control+z');
    await expect.poll(async () => Math.round((await boxOf(card(page, first))).x)).toBe(Math.round(before.x));
    await page.getByRole('button', { name: /^Thu gọn Với từng mục/ }).click();
    await expect(card(page, first)).toHaveCount(0);
    await expect(card(page, loop)).toContainText('2 bước bên trong');
    await page.getByRole('button', { name: /^Mở rộng Với từng mục/ }).click();
    await expect(card(page, first)).toBeVisible();
  });

  await test.step('removing the loop removes its body, and one undo brings all back', async () => {
    const count = (await stepIds(page)).length;
    const head = await boxOf(card(page, loop));
    await page.mouse.click(head.x + 120, head.y + 14);
    await page.keyboard.press('Escape');
    await page.mouse.click(head.x + 120, head.y + 14);
    await form.getByRole('button', { name: 'Xoá bước' }).click();
    await expect.poll(async () => (await stepIds(page)).length).toBe(count - 3);
    await page.keyboard.press('Control+z');
    await expect.poll(async () => (await stepIds(page)).length).toBe(count);
  });

  await test.step('all is there after a reload', async () => {
    await expect(page.getByText('Đã lưu')).toBeVisible();
    const ids = (await stepIds(page)).sort();
    await page.reload();
    await expect.poll(async () => (await stepIds(page)).sort()).toEqual(ids);
    await expectInside(page, { inner: first, outer: loop });
    await expectInside(page, { inner: second, outer: loop });
  });

  await test.step('it can be published', async () => {
    await drawWire(page, { from: first, port: 'next', to: second });
    await expect(page.getByText('Đã lưu')).toBeVisible();
    await page.getByRole('button', { name: 'Bật chạy', exact: true }).click();
    await page.getByRole('dialog', { name: 'Bật chạy quy trình' }).getByRole('button', { name: 'Bật chạy' }).click();
    await expect(page.getByText(/Đang chạy/).first()).toBeVisible();
  });
});

test('a shop draws branches side by side, one of which waits for a payment', async ({ page, product }) => {
  test.setTimeout(300_000);
  const form = page.getByRole('region', { name: 'Biểu mẫu bước' });
  await openNewFlow(page, product);

  const trigger = await dropNode(page, { title: 'Có đơn hàng mới', x: 560, y: 130 });
  await closeForm(page);
  const parallel = await dropNode(page, { title: 'Chạy song song', x: 560, y: 290 });
  await closeForm(page);
  await drawWire(page, { from: trigger, port: 'next', to: parallel });

  const wait = await test.step('drop a wait for an event into the body', async () => {
    const box = await boxOf(card(page, parallel));
    const id = await dropNode(page, { title: 'Đợi đến khi', x: box.x + box.width / 2, y: box.y + box.height - 50 });
    await form.getByRole('combobox', { name: 'Sự kiện', exact: true }).click();
    await form.getByRole('combobox', { name: 'Sự kiện', exact: true }).fill('tien');
    await page
      .getByRole('option', { name: /tiền|thanh toán/i })
      .first()
      .click();
    await form.getByText('Của khách này', { exact: true }).click();
    await form.getByRole('button', { name: 'Thêm điều kiện cho sự kiện' }).click();
    await form.getByRole('button', { name: 'Dữ liệu của điều kiện 1' }).click();
    await page.getByRole('dialog').getByRole('textbox', { name: 'Tìm dữ liệu' }).fill('so tien');
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /Số tiền/ })
      .first()
      .click();
    await form.getByRole('textbox', { name: 'Giá trị của điều kiện 1' }).fill('1000');
    await picture(page, 'wait-for-event-form');
    await closeForm(page);
    await expectInside(page, { inner: id, outer: parallel });
    await expect(page.getByTestId(`port-${id}-timeout`)).toBeVisible();
    return id;
  });

  const branch = await test.step('a second branch beside it', async () => {
    const before = await stepIds(page);
    await page.getByRole('button', { name: /^Thêm nhánh vào/ }).click();
    await page.keyboard.type('doi');
    await page.keyboard.press('Enter');
    const id = await newId(page, before);
    await closeForm(page);
    await expectInside(page, { inner: id, outer: parallel });
    await expectApart(page, [wait, id]);
    return id;
  });

  await test.step('what happens after the wait is over', async () => {
    await page.getByRole('button', { name: 'Xem toàn bộ' }).click();
    const before = await stepIds(page);
    await page.getByRole('button', { name: /^Thêm bước sau nhánh “Hết thời gian”/ }).click();
    await page.keyboard.type('dat gia tri');
    await page.keyboard.press('Enter');
    const id = await newId(page, before);
    await form.getByRole('textbox', { name: 'Tên gọi 1' }).fill('Kết quả');
    await form.getByRole('textbox', { name: 'Giá trị 1' }).fill('Chưa trả tiền');
    await closeForm(page);
    await expectInside(page, { inner: id, outer: parallel });
    await expectApart(page, [wait, branch, id]);
  });
  await page.getByRole('button', { name: 'Xem toàn bộ' }).click();
  await picture(page, 'parallel');

  await test.step('tidy up keeps everything inside', async () => {
    await page.getByRole('button', { name: 'Sắp xếp gọn' }).click();
    await expectInside(page, { inner: wait, outer: parallel });
    await expectInside(page, { inner: branch, outer: parallel });
    await expectApart(page, [wait, branch]);
    await expectApart(page, [trigger, parallel]);
    await page.waitForFunction(() => document.getAnimations().length === 0);
    await picture(page, 'parallel-tidy');
  });

  await test.step('publish', async () => {
    await expect(page.getByText('Đã lưu')).toBeVisible();
    await page.getByRole('button', { name: 'Bật chạy', exact: true }).click();
    await page.getByRole('dialog', { name: 'Bật chạy quy trình' }).getByRole('button', { name: 'Bật chạy' }).click();
    await expect(page.getByText(/Đang chạy/).first()).toBeVisible();
  });

  await test.step('a phone shows the body indented in the outline', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    const outline = page.getByRole('list', { name: 'Các bước của quy trình' });
    await expect(outline).toContainText('2.1');
    await expect(outline).toContainText('Nhánh “Hết thời gian”');
    await picture(page, 'phone');
  });
});

async function openNewFlow(page: Page, { demo }: Product): Promise<void> {
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(demo.url);
  await page.getByRole('textbox', { name: 'Email' }).fill(demo.email);
  await page.getByRole('textbox', { name: 'Mật khẩu' }).fill(demo.password);
  await page.getByRole('button', { name: 'Đăng nhập' }).click();
  await page.getByRole('link', { name: 'Quy trình' }).click();
  await page.getByRole('button', { name: 'Quy trình mới', exact: true }).click();
  await expect(page.getByRole('textbox', { name: 'Tìm bước' })).toBeVisible();
}

async function closeForm(page: Page): Promise<void> {
  await page.getByRole('region', { name: 'Biểu mẫu bước' }).getByRole('button', { name: 'Đóng' }).click();
}

function card(page: Page, id: string) {
  return page.getByTestId(`step-${id}`);
}

async function stepIds(page: Page): Promise<string[]> {
  return page.locator('[data-testid^="step-"]').evaluateAll((cards) => cards.map((one) => (one.getAttribute('data-testid') ?? '').slice('step-'.length)));
}

async function newId(page: Page, before: readonly string[]): Promise<string> {
  await expect.poll(async () => (await stepIds(page)).length).toBe(before.length + 1);
  return (await stepIds(page)).find((id) => !before.includes(id)) ?? '';
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

async function boxOf(locator: ReturnType<typeof card>): Promise<Box> {
  const box = await locator.boundingBox();
  if (!box) throw new Error(`${locator} is not on the screen`);
  return box;
}

async function centreOf(locator: ReturnType<typeof card>) {
  const box = await boxOf(locator);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

async function drag(page: Page, what: ReturnType<typeof card> | { x: number; y: number }, to: { x: number; y: number }): Promise<void> {
  const from = 'x' in what ? what : await centreOf(what);
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 6 });
  await page.mouse.move(to.x, to.y, { steps: 6 });
  await page.mouse.up();
}

function isWithin(inner: Box, outer: Box): boolean {
  return inner.x >= outer.x && inner.y >= outer.y && inner.x + inner.width <= outer.x + outer.width + 1 && inner.y + inner.height <= outer.y + outer.height + 1;
}

async function expectInside(page: Page, { inner, outer }: { inner: string; outer: string }): Promise<void> {
  await expect.poll(async () => isWithin(await boxOf(card(page, inner)), await boxOf(card(page, outer)))).toBe(true);
}

async function expectOutside(page: Page, { inner, outer }: { inner: string; outer: string }): Promise<void> {
  await expect.poll(async () => isWithin(await boxOf(card(page, inner)), await boxOf(card(page, outer)))).toBe(false);
}

/** No two of these cards lie on each other. */
async function expectApart(page: Page, ids: readonly string[]): Promise<void> {
  const overlaps = async () => {
    const boxes = await Promise.all(ids.map((id) => boxOf(card(page, id))));
    return boxes.some((one, at) =>
      boxes.slice(at + 1).some((two) => one.x < two.x + two.width && two.x < one.x + one.width && one.y < two.y + two.height && two.y < one.y + one.height),
    );
  };
  await expect.poll(overlaps).toBe(false);
}

/** Pictures for people to look at; taken only when a folder is named. */
async function picture(page: Page, name: string): Promise<void> {
  if (!pictures) return;
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: join(pictures, `${name}.png`), animations: 'disabled' });
}
