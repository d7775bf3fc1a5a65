import type { FlowGraph, Step } from '@noi/flow';
import { expect, type Page } from '@playwright/test';
import { openDraft, test } from './sharedProduct.ts';

const at = (x: number, y: number) => ({ position: { x, y } });
const timezone = 'Asia/Ho_Chi_Minh';

/** Two messages to choose between, each in a branch of a split. */
function twoMessages(connectionId: string): FlowGraph {
  const send = (id: string, x: number): Step => ({
    ...at(x, 320),
    ...{ id, kind: 'action', node: 'zalo.sendZns', nodeVersion: 1, connectionId, input: { phone: '{{ trigger.customer.phone }}' } },
  });
  const steps: readonly Step[] = [
    { ...at(200, 0), id: 'start', kind: 'trigger', node: 'core.orderDelivered', nodeVersion: 1, input: {} },
    {
      ...at(200, 160),
      id: 'split',
      kind: 'split',
      branches: [
        { id: 'a', label: 'Mời ngay', weight: 1 },
        { id: 'b', label: 'Mời khéo', weight: 1 },
      ],
    },
    send('ask', 0),
    send('thanks', 400),
  ];
  return {
    schema: 1,
    settings: { timezone },
    steps: Object.fromEntries(steps.map((step) => [step.id, step])),
    edges: [
      { id: 'e1', from: 'start', port: 'next', to: 'split' },
      { id: 'e2', from: 'split', port: 'a', to: 'ask' },
      { id: 'e3', from: 'split', port: 'b', to: 'thanks' },
    ],
  };
}

test('a message is written on the phone with data by slash and by drag, tried with a pinned event, and compared with that of the other branch', async ({
  page,
  product,
}) => {
  const { connections } = await product.api<{ connections: { id: string; type: string }[] }>('/connections');
  const zalo = connections.find(({ type }) => type === 'zalo.oa')?.id ?? '';
  await openDraft(page, product, { name: 'Tin của hai nhánh', graph: twoMessages(zalo) });
  const form = page.getByRole('region', { name: 'Biểu mẫu bước' });
  const phone = form.getByRole('region', { name: 'Tin trên điện thoại của khách' });

  await test.step('letters that are keys of the canvas are letters in a text, and Backspace takes one of them', async () => {
    await page.getByTestId('step-ask').click();
    const recipient = form.getByRole('textbox', { name: 'Số điện thoại người nhận' });
    await recipient.click();
    await page.keyboard.press('Control+A');
    await page.keyboard.type('an dang ghi?/');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Backspace');
    await expect(recipient).toHaveText('an dang ghi?');
    await expect(page.getByTestId('step-ask')).toHaveAttribute('data-selected', 'true');
    await page.keyboard.press('Control+Z');
    await page.keyboard.press('Control+Z');
    await expect(recipient).toContainText('Số điện thoại');
    await expect(page.getByTestId('step-ask')).toBeVisible();
  });

  await test.step('a slash opens the data at the caret, searched without tone marks', async () => {
    await page.getByTestId('step-ask').click();
    await form.getByRole('combobox', { name: 'Mẫu tin ZNS' }).click();
    await page.getByRole('option', { name: /Mời đánh giá đơn hàng/ }).click();
    await phone.getByRole('textbox', { name: 'Mã đơn hàng' }).click();
    await page.keyboard.type('/');
    await expect(page.getByRole('dialog', { name: 'Chèn dữ liệu vào Mã đơn hàng' })).toBeVisible();
    await page.keyboard.type('ma don hang');
    await page.keyboard.press('Enter');
    await expect(phone.getByRole('textbox', { name: 'Mã đơn hàng' })).toContainText('Mã đơn hàng');
  });

  await test.step('a datum is dragged into the message, asks for a fallback, and goes through a formula', async () => {
    await form.getByRole('button', { name: 'Mở bảng dữ liệu' }).click();
    const dock = page.getByRole('complementary', { name: 'Dữ liệu có thể chèn' });
    await dock.getByRole('textbox').first().fill('ten khach');
    const field = phone.getByRole('textbox', { name: 'Tên khách hàng' });
    await dock
      .getByRole('button', { name: /Tên khách/ })
      .first()
      .dragTo(field);
    await expect(field).toContainText('Tên khách');
    await dock.getByRole('button', { name: 'Đóng bảng dữ liệu' }).click();
    await phone.getByRole('button', { name: /^Ghi gì khi không có/ }).click();
    const pill = page.getByRole('dialog', { name: 'Dữ liệu chèn', exact: true });
    await pill.getByRole('textbox', { name: 'Khi không có dữ liệu thì ghi' }).fill('bạn');
    await pill.getByRole('button', { name: 'Thêm công thức' }).click();
    await expect(pill).toContainText('Công thức “Cộng thêm” cần số');
    await pill.getByRole('combobox', { name: 'Công thức 1' }).click();
    await pill.getByRole('option', { name: 'Thêm chữ vào trước' }).click();
    await pill.getByRole('textbox', { name: 'Giá trị 1 của công thức 1' }).fill('chị ');
    await expect(pill.getByRole('status')).toContainText('chị Nguyễn Thị Lan');
    await pill.getByRole('button', { name: 'Xong' }).click();
    await expect(form).not.toContainText('có thể bị thiếu');
  });

  await test.step('a pinned event is what the message is seen with, until it is taken away', async () => {
    await page.getByTestId('step-start').click();
    await form.getByRole('tab', { name: 'Dữ liệu' }).click();
    await form.getByRole('button', { name: 'Sửa rồi ghim' }).click();
    const edit = page.getByRole('dialog', { name: 'Sửa kết quả đã ghim' });
    await edit.getByRole('group', { name: 'Đơn hàng · Khách hàng' }).getByRole('textbox', { name: 'Tên khách' }).fill('Bé Na');
    await edit.getByRole('button', { name: 'Ghim kết quả này' }).click();
    await expect(form.getByRole('alert', { name: 'Đã ghim kết quả' })).toBeVisible();
    await keepPicture(page, 'pinned');
    await page.getByTestId('step-ask').click();
    await phone.getByText('Khách thấy').click();
    await expect(phone).toContainText('chị Bé Na');
    await page.getByTestId('step-start').click();
    await form.getByRole('button', { name: 'Bỏ ghim' }).click();
    await expect(form.getByRole('alert', { name: 'Đã ghim kết quả' })).toHaveCount(0);
  });

  await test.step('both messages stand beside each other', async () => {
    await page.getByTestId('step-ask').click();
    await phone.getByRole('button', { name: 'So sánh 2 tin của các nhánh' }).click();
    const both = page.getByRole('dialog', { name: 'Tin của từng nhánh' });
    await expect(both.getByRole('region', { name: /Mời ngay/ })).toContainText('chị Nguyễn Thị Lan');
    await keepPicture(page, 'compare');
    await both
      .getByRole('region', { name: /Mời khéo/ })
      .getByRole('button', { name: 'Soạn tin này' })
      .click();
    await expect(page.getByTestId('step-thanks')).toHaveAttribute('data-selected', 'true');
  });
});

test('a called flow is simulated with its caller, edited, and left again to where one was', async ({ page, product }) => {
  const called: FlowGraph = {
    schema: 1,
    settings: { timezone, outputs: [{ key: 'tier', label: 'Hạng khách', value: 'vàng' }] },
    steps: {
      begin: { ...at(0, 0), id: 'begin', kind: 'trigger', node: 'core.calledByFlow', nodeVersion: 1, input: {} },
      rank: { ...at(0, 160), id: 'rank', kind: 'set', fields: [{ key: 'hang', label: 'Hạng', value: 'vàng' }] },
    },
    edges: [{ id: 'e1', from: 'begin', port: 'next', to: 'rank' }],
  };
  const { id: flowId } = await product.api<{ id: string }>('/flows', { method: 'POST', body: { name: 'Xếp hạng khách', graph: called } });
  await product.api(`/flows/${flowId}/publish`, { method: 'POST', body: {} });
  const caller: FlowGraph = {
    schema: 1,
    settings: { timezone },
    steps: {
      start: { ...at(0, 0), id: 'start', kind: 'trigger', node: 'core.orderDelivered', nodeVersion: 1, input: {} },
      call: { ...at(0, 160), id: 'call', kind: 'subflow', flowId, input: {} },
      note: { ...at(0, 320), id: 'note', kind: 'set', fields: [{ key: 'hang', label: 'Hạng', value: 'x' }] },
    },
    edges: [
      { id: 'e1', from: 'start', port: 'next', to: 'call' },
      { id: 'e2', from: 'call', port: 'next', to: 'note' },
    ],
  };
  await openDraft(page, product, { name: 'Gọi xếp hạng', graph: caller });
  const form = page.getByRole('region', { name: 'Biểu mẫu bước' });

  await page.getByTestId('step-note').click();
  await form.getByRole('tab', { name: 'Dữ liệu' }).click();
  await form.getByRole('combobox', { name: 'Giá trị mẫu lấy từ' }).click();
  await page.getByRole('option', { name: 'Tua thử quy trình' }).click();
  await expect(form.getByRole('status')).toContainText('Kết quả tua thử lúc');
  await expect(form).toContainText('vàng');

  await page.getByTestId('step-call').click();
  await form.getByRole('link', { name: 'Sửa “Xếp hạng khách”' }).click();
  await expect(page.getByTestId('step-begin')).toBeVisible();
  const way = page.getByRole('navigation', { name: 'Đường về quy trình gọi' });
  await expect(way).toContainText('Xếp hạng khách');
  await keepPicture(page, 'trail');
  await way.getByRole('link', { name: 'Quay lại “Gọi xếp hạng”' }).click();
  await expect(page.getByTestId('step-call')).toHaveAttribute('data-selected', 'true');
  await expect(way).toHaveCount(0);
});

test('a letter carries files: chosen, dropped, refused, sent, and not deleted while they are used', async ({ page, product }) => {
  const { connections } = await product.api<{ connections: { id: string; type: string }[] }>('/connections');
  const mailbox = connections.find(({ type }) => type === 'core.smtp')?.id ?? '';
  const input = { to: 'tep@khach.example.com', subject: 'Bảng giá Tết', body: 'Gửi bạn bảng giá.' };
  const graph: FlowGraph = {
    schema: 1,
    settings: { timezone },
    steps: {
      start: { ...at(0, 0), id: 'start', kind: 'trigger', node: 'core.startedByHand', nodeVersion: 1, input: {} },
      mail: { ...at(0, 160), id: 'mail', kind: 'action', node: 'core.sendEmail', nodeVersion: 1, connectionId: mailbox, input },
    },
    edges: [{ id: 'e1', from: 'start', port: 'next', to: 'mail' }],
  };
  const id = await openDraft(page, product, { name: 'Gửi bảng giá Tết', graph });
  await page.getByTestId('step-mail').click();
  const files = page.getByRole('region', { name: 'Biểu mẫu bước' }).getByRole('group', { name: 'Tệp đính kèm' });

  await test.step('one is chosen, one is dropped, and a program is refused in words', async () => {
    await files.locator('input[type=file]').setInputFiles([
      { name: 'Bảng giá Tết.pdf', mimeType: 'application/pdf', buffer: Buffer.from(`%PDF-1.7\n${'giá '.repeat(400_000)}`) },
      { name: 'cài đặt.exe', mimeType: 'application/octet-stream', buffer: Buffer.from('MZ') },
    ]);
    await expect(files.getByRole('link', { name: 'Bảng giá Tết.pdf' })).toBeVisible();
    await expect(files).toContainText('Nối không nhận tệp “cài đặt.exe”');
    const dropped = await page.evaluateHandle(() => {
      const data = new DataTransfer();
      data.items.add(new File(['Giao trong 3 ngày'], 'Ghi chú.txt', { type: 'text/plain' }));
      return data;
    });
    await files.getByText('hoặc kéo tệp thả vào đây').dispatchEvent('drop', { dataTransfer: dropped });
    await expect(files.getByRole('link', { name: 'Ghi chú.txt' })).toBeVisible();
    await files.scrollIntoViewIfNeeded();
    await keepPicture(page, 'files');
    await expect(page.getByTestId('save-state')).toHaveAttribute('data-state', 'saved');
  });

  await test.step('what becomes of a letter that nobody can tell was sent is chosen by keys, kept and undone', async () => {
    const policy = page.getByRole('combobox', { name: 'Nếu không biết chắc tin đã gửi hay chưa' });
    const kept = async () => (await product.api<{ graph: FlowGraph }>(`/flows/${id}`)).graph.steps.mail;
    await expect(policy).toHaveValue('Hỏi người trong shop');
    await policy.press('Enter');
    const again = page.getByRole('option', { name: /^Gửi lại/ });
    await expect(again).toContainText('Nối tự gửi lại một lần');
    await keepPicture(page, 'unknown');
    // A list that has just opened may not have marked its chosen option yet, so the first arrow may only reach that one.
    await expect(async () => {
      await page.keyboard.press('ArrowDown');
      await expect(again).toHaveAttribute('data-combobox-selected', 'true', { timeout: 500 });
    }).toPass();
    await page.keyboard.press('Enter');
    await expect(policy).toHaveValue('Gửi lại (có thể gửi hai lần)');
    await expect.poll(kept).toMatchObject({ onUnknown: 'resend' });
    await page.keyboard.press('Control+z');
    await expect(policy).toHaveValue('Hỏi người trong shop');
    await expect.poll(kept).not.toHaveProperty('onUnknown');
  });

  await test.step('the customer finds both at the letter', async () => {
    await product.api(`/flows/${id}/publish`, { method: 'POST', body: {} });
    await product.api(`/flows/${id}/start`, { method: 'POST', body: {} });
    await page.goto(`${product.demo.url}/phone?to=${encodeURIComponent('tep@khach.example.com')}`);
    await expect(page.getByText('Bảng giá Tết.pdf · 1,9 MB')).toBeVisible({ timeout: 30_000 });
    await expect(page.getByText('Ghi chú.txt · 1 kB')).toBeVisible();
    await keepPicture(page, 'files-phone');
  });

  await test.step('the shop sees its files in the settings; one in use stays', async () => {
    await page.goto(`${product.demo.url}/settings`);
    const shop = page.getByRole('region', { name: 'Tệp của shop' });
    await shop.getByRole('button', { name: 'Xoá “Ghi chú.txt”' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Xoá', exact: true }).click();
    await expect(page.getByText('Quy trình “Gửi bảng giá Tết” đang dùng tệp này')).toBeVisible();
    await expect(shop.getByRole('link', { name: 'Ghi chú.txt' })).toBeVisible();
    await shop.scrollIntoViewIfNeeded();
    await keepPicture(page, 'files-settings');
  });
});

/** The page as it stands, for people to look at; nothing unless a folder is named. */
async function keepPicture(page: Page, name: string): Promise<void> {
  const folder = process.env.NOI_PICTURES_DIR;
  if (folder) await page.screenshot({ path: `${folder}/forms-${name}.png` });
}
