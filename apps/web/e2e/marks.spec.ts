import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { FlowGraph, Step } from '@noi/flow';
import { expect, type Page } from '@playwright/test';
import { openDraft, test } from './sharedProduct.ts';

const pictures = process.env.NOI_PICTURES_DIR;

const action = (id: string, y: number, input: Record<string, string>): Step => ({
  id,
  kind: 'set',
  position: { x: 0, y },
  fields: Object.entries(input).map(([key, value]) => ({ key, label: key, value })),
});
const graph: FlowGraph = {
  schema: 1,
  settings: { timezone: 'Asia/Ho_Chi_Minh' },
  steps: {
    start: { id: 'start', kind: 'trigger', position: { x: 0, y: 0 }, node: 'core.orderDelivered', nodeVersion: 1, input: {} },
    wait: { id: 'wait', kind: 'wait', position: { x: 0, y: 160 }, wait: { type: 'duration', amount: 3, unit: 'days' } },
    greet: action('greet', 320, { loi_chao: 'Chào quý khách, cảm ơn quý khách' }),
    last: action('last', 480, { chao: '{{ steps.greet.loi_chao }}' }),
  },
  edges: [
    { id: 'e1', from: 'start', port: 'next', to: 'wait' },
    { id: 'e2', from: 'wait', port: 'next', to: 'greet' },
    { id: 'e3', from: 'greet', port: 'next', to: 'last' },
  ],
};

test('a shop marks its flow: a step off and on, a note, a group and colours', async ({ page, product }) => {
  await page.setViewportSize({ width: 1366, height: 850 });
  await openDraft(page, product, { name: 'Đánh dấu quy trình', graph });
  const form = page.getByRole('region', { name: 'Biểu mẫu bước' });

  await test.step('off by its key: said on the card, in the form, and to whoever reads its data', async () => {
    await card(page, 'greet').click();
    await expect(form).toBeVisible();
    await card(page, 'greet').press('d');
    await expect(card(page, 'greet')).toContainText('Đang tắt');
    await expect(form).toContainText('Lượt chạy bỏ qua bước này');
    await expect(card(page, 'last')).toContainText('Cần sửa 1');
    await picture(page, 'off');
  });

  await test.step('a note, typed at once, moved by keys', async () => {
    await form.getByRole('button', { name: 'Đóng' }).click();
    await page.locator('.react-flow__pane').click({ position: { x: 40, y: 40 } });
    await page.keyboard.press('n');
    await expect(page.getByRole('textbox', { name: 'Nội dung ghi chú' })).toBeFocused();
    await page.keyboard.type('Hỏi lại lời chào trước Tết');
    const note = page.getByRole('article', { name: 'Ghi chú: Hỏi lại lời chào trước Tết' });
    const before = await note.boundingBox();
    await note.getByRole('button', { name: /^Dời ghi chú/ }).press('ArrowLeft');
    for (let presses = 0; presses < 18; presses++) await note.getByRole('button', { name: /^Dời ghi chú/ }).press('ArrowLeft');
    await expect.poll(async () => ((await note.boundingBox())?.x ?? 0) - (before?.x ?? 0)).toBeLessThan(-150);
  });

  await test.step('a group of two, named and moved with its steps', async () => {
    await card(page, 'wait').click();
    await card(page, 'greet').click({ modifiers: ['Shift'] });
    await page.keyboard.press('g');
    const title = page.getByRole('button', { name: 'Nhóm chưa đặt tên: mở lựa chọn của nhóm' });
    await title.press('Enter');
    await page.getByRole('textbox', { name: 'Tên nhóm' }).fill('Chăm sóc sau giao');
    await page.keyboard.press('Escape');
    await form.getByRole('button', { name: 'Hồng' }).click();
    await picture(page, 'group');
    const frame = page.getByRole('button', { name: 'Chăm sóc sau giao: mở lựa chọn của nhóm' });
    const before = await card(page, 'wait').boundingBox();
    await frame.press('ArrowRight');
    await frame.press('ArrowRight');
    await expect.poll(async () => ((await card(page, 'wait').boundingBox())?.x ?? 0) - (before?.x ?? 0)).toBeGreaterThan(10);
  });

  await test.step('folded to one card, for whoever folded it, until it is opened again', async () => {
    await page.getByRole('button', { name: 'Thu gọn Chăm sóc sau giao' }).click();
    const folded = page.getByRole('region', { name: 'Nhóm Chăm sóc sau giao' });
    await expect(folded).toContainText('2 bước bên trong');
    await expect(card(page, 'wait')).toHaveCount(0);
    await expect(page.locator('.react-flow__edge')).toHaveCount(2);
    await picture(page, 'folded');
    await page.reload();
    await expect(folded).toContainText('2 bước bên trong');
    await folded.getByRole('button', { name: 'Mở rộng Chăm sóc sau giao' }).click();
    await expect(card(page, 'wait')).toBeVisible();
    await expect(page.locator('.react-flow__edge')).toHaveCount(3);
  });

  await test.step('find without tone marks, replace everywhere, take it back', async () => {
    await page.keyboard.press('Control+f');
    const find = page.locator('search');
    await expect(find.getByRole('textbox', { name: 'Tìm trong tên' })).toBeFocused();
    await page.keyboard.type('quy khach');
    await expect(find).toContainText('1/2');
    await find.getByRole('textbox', { name: 'Thay bằng' }).fill('anh chị');
    await picture(page, 'find');
    await find.getByRole('button', { name: 'Thay tất cả' }).click();
    await expect(find).toContainText('Đã thay 2 chỗ');
    await find.getByRole('textbox', { name: 'Tìm trong tên' }).fill('anh chị');
    await expect(find).toContainText('1/2');
    await page.keyboard.press('Control+z');
    await expect(find).toContainText('Không tìm thấy');
    await page.keyboard.press('Escape');
    await expect(find).toBeHidden();
  });

  await test.step('what stops publishing is mended at one press, and comes back with undo', async () => {
    await page.getByRole('button', { name: 'Bật chạy', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Bật chạy quy trình' });
    await picture(page, 'publish');
    await dialog.getByRole('button', { name: /^Bật lại “/ }).click();
    await expect(dialog).toContainText('Từ bây giờ');
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
    await expect(card(page, 'greet')).not.toContainText('Đang tắt');
    await page.keyboard.press('Control+z');
    await expect(card(page, 'greet')).toContainText('Đang tắt');
    await card(page, 'last').click();
    await expect(form.getByRole('button', { name: /^Bật lại “/ })).toBeVisible();
    await picture(page, 'fix');
  });

  await test.step('all of it is there after a reload', async () => {
    await expect(page.getByText('Đã lưu')).toBeVisible();
    await page.reload();
    await expect(page.getByRole('article', { name: 'Ghi chú: Hỏi lại lời chào trước Tết' })).toBeVisible();
    await expect(page.getByRole('region', { name: 'Nhóm Chăm sóc sau giao' })).toBeVisible();
    await expect(card(page, 'greet')).toContainText('Đang tắt');
    await picture(page, 'reloaded');
  });
});

function card(page: Page, id: string) {
  return page.getByTestId(`step-${id}`);
}

/** Pictures for people to look at; taken only when a folder is named. */
async function picture(page: Page, name: string): Promise<void> {
  if (!pictures) return;
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: join(pictures, `${name}.png`), animations: 'disabled' });
}
