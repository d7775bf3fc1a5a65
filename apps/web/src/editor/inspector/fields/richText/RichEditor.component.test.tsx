import type { FieldDescriptor } from '@noi/node-sdk';
import type { Editor } from '@tiptap/core';
import { lazy, type PropsWithChildren, Suspense } from 'react';
import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { drawForm } from '../../../../testing/drawForm.tsx';

const body: FieldDescriptor = { key: 'body', type: 'text', label: { vi: 'Nội dung', en: 'Body' }, required: true, format: 'richText' };
const box = () => page.getByRole('textbox', { name: 'Nội dung' });
const tool = (name: string) => page.getByRole('button', { name, exact: true });

/** Pastes what the clipboard of another program holds. */
function paste(html: string, text = '') {
  const data = new DataTransfer();
  data.setData('text/html', html);
  data.setData('text/plain', text);
  box()
    .element()
    .dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
}

test('words are written, bold by keyboard, and the toolbar says so', async () => {
  const form = drawForm({ fields: [body] });
  await userEvent.click(box());
  await userEvent.keyboard('Cảm ơn {Control>}b{/Control}chị Lan');
  await expect.element(tool('In đậm')).toHaveAttribute('aria-pressed', 'true');
  await userEvent.keyboard('{Control>}b{/Control}.{Enter}Hẹn gặp lại{Shift>}{Enter}{/Shift}Shop');
  await expect.poll(() => form.input().body).toBe('<p>Cảm ơn <strong>chị Lan</strong>.</p><p>Hẹn gặp lại<br>Shop</p>');
  await expect.element(tool('In đậm')).toHaveAttribute('aria-pressed', 'false');
});

test('plain words of before are shown as they were, and stay what they are until they are changed', async () => {
  const plain = 'Chào {{ trigger.customer.name | fallback: "bạn" }},\n\nGiảm <50% & quà\nHẹn gặp';
  const form = drawForm({ fields: [body], input: { body: plain } });
  await expect.element(box()).toHaveTextContent('Chào Khách hàng › Tên khách,Giảm <50% & quàHẹn gặp');
  expect(form.input().body).toBe(plain);
  await userEvent.click(box());
  await userEvent.keyboard('{Control>}{End}{/Control} lại');
  await expect.poll(() => form.input().body).toBe('<p>Chào {{ trigger.customer.name | fallback: "bạn" }},</p><p>Giảm &lt;50% &amp; quà<br>Hẹn gặp lại</p>');
});

test('a slash opens the tree at the caret, and the pill stands between the words', async () => {
  const form = drawForm({ fields: [body] });
  await userEvent.click(box());
  await userEvent.keyboard('Đơn /');
  await expect.element(page.getByRole('textbox', { name: 'Tìm dữ liệu' })).toHaveFocus();
  await userEvent.keyboard('tong tien{ArrowDown}{Enter}');
  await expect.poll(() => form.input().body).toBe('<p>Đơn {{ trigger.order.total | money }}</p>');
  await expect.element(box()).toHaveFocus();
  await userEvent.keyboard(' đã giao');
  await expect.poll(() => form.input().body).toBe('<p>Đơn {{ trigger.order.total | money }} đã giao</p>');
});

test('data is dragged out of the panel, its fallback is asked for and written at the chip', async () => {
  const form = drawForm({ fields: [body], input: { body: '<h2>Chào</h2>' }, hasDock: true });
  await expect.element(box()).toHaveTextContent('Chào');
  await userEvent.dragAndDrop(page.getByRole('button', { name: /^Tên khách/ }), box());
  await expect.poll(() => form.input().body).toContain('{{ trigger.customer.name }}');
  await userEvent.click(page.getByRole('button', { name: /Ghi gì khi không có/ }));
  await expect.element(page.getByRole('textbox', { name: 'Khi không có dữ liệu thì ghi' })).toHaveFocus();
  await userEvent.keyboard('bạn{Enter}');
  await expect.poll(() => form.input().body).toContain('{{ trigger.customer.name | fallback: "bạn" }}');
});

test('arrows come to a chip and Enter opens it', async () => {
  const form = drawForm({ fields: [body], input: { body: '<p>{{ trigger.order.total | money }}</p>' } });
  await userEvent.click(box());
  await userEvent.keyboard('{Control>}{Home}{/Control}');
  // A browser tells of a moved caret a moment later; people press the next key after they saw it move.
  await expect.poll(() => (box().element() as HTMLElement & { editor: Editor }).editor.state.selection.from).toBe(1);
  await userEvent.keyboard('{ArrowRight}{Enter}');
  const settings = page.getByRole('dialog', { name: 'Dữ liệu chèn' });
  await expect.element(settings.getByText('1.250.000 ₫', { exact: true })).toBeInTheDocument();
  await userEvent.click(settings.getByRole('button', { name: 'Bỏ dữ liệu này' }));
  await expect.poll(() => form.input().body).toBeUndefined();
});

test('headings and lists are made with the toolbar, which is one stop of the Tab key', async () => {
  const form = drawForm({ fields: [body] });
  await userEvent.click(box());
  await userEvent.click(tool('Tiêu đề lớn'));
  await userEvent.keyboard('Ưu đãi{Enter}');
  await userEvent.click(tool('Danh sách gạch đầu dòng'));
  await userEvent.keyboard('Sách{Enter}Bút');
  await expect.poll(() => form.input().body).toBe('<h2>Ưu đãi</h2><ul><li>Sách</li><li>Bút</li></ul>');
  tool('Danh sách gạch đầu dòng').element().focus();
  await userEvent.keyboard('{ArrowRight}');
  await expect.element(tool('Danh sách đánh số')).toHaveFocus();
  const stops = page.getByRole('toolbar').getByRole('button').elements();
  expect(stops.filter((button) => button.getAttribute('tabindex') === '0')).toHaveLength(1);
});

test('Ctrl+K makes a link of the chosen words; an address that cannot be opened is refused with a reason', async () => {
  const form = drawForm({ fields: [body], input: { body: '<p>Xem đơn</p>' } });
  await userEvent.click(box());
  await userEvent.keyboard('{Control>}a{/Control}{Control>}k{/Control}');
  const address = page.getByRole('textbox', { name: 'Địa chỉ của liên kết' });
  await expect.element(address).toHaveFocus();
  await userEvent.keyboard('javascript:alert(1){Enter}');
  await expect.element(page.getByRole('alert')).toHaveTextContent('chưa mở được');
  await userEvent.keyboard('{Control>}a{/Control}shop.vn/don?ma=');
  await userEvent.click(page.getByRole('button', { name: 'Chèn dữ liệu vào Địa chỉ của liên kết' }));
  await userEvent.keyboard('ma don{ArrowDown}{Enter}');
  await userEvent.click(page.getByRole('button', { name: 'Gắn liên kết' }));
  await expect.poll(() => form.input().body).toBe('<p><a href="https://shop.vn/don?ma={{ trigger.order.code }}">Xem đơn</a></p>');
});

test('what is pasted keeps its words and only the forms that a letter may have', async () => {
  const form = drawForm({ fields: [body] });
  await userEvent.click(box());
  paste(
    `<meta charset="utf-8"><h1 style="color:red" onclick="alert(1)">Quà</h1><script>window.hit = true</script><p>Chào <b>chị</b> <a href="javascript:alert(1)">đây</a>
    <a href="https://shop.vn">shop</a><img src="x" onerror="window.hit = true"></p><table><tr><td>Ô</td></tr></table><span data-template="{{ trigger.order.code }}">x</span><span data-template="<b>">y</span>`,
  );
  await expect.poll(() => form.input().body).toMatch(/^<h2>Quà<\/h2><p>Chào <strong>chị<\/strong> đây\s+<a href="https:\/\/shop\.vn">shop<\/a><\/p><p>Ô<\/p>/);
  expect(form.input().body).toContain('{{ trigger.order.code }}');
  expect(form.input().body).not.toMatch(/script|img|style|onclick|window/);
  expect('hit' in window).toBe(false);
});

test('pasted words bring their pills', async () => {
  const form = drawForm({ fields: [body] });
  await userEvent.click(box());
  paste('', 'Đơn {{ trigger.order.code }} <b>\nđã giao');
  await expect.poll(() => form.input().body).toBe('<p>Đơn {{ trigger.order.code }} &lt;b&gt;<br>đã giao</p>');
});

test('what is typed is one step of undo of the document', async () => {
  const form = drawForm({ fields: [body], input: { body: '<p>Chào</p>' } });
  await userEvent.click(box());
  await userEvent.keyboard('{Control>}{End}{/Control} quý khách');
  await userEvent.click(tool('In nghiêng'));
  await userEvent.keyboard(' nhé{Tab}');
  expect(form.input().body).toBe('<p>Chào quý khách<em> nhé</em></p>');
  expect(form.store.getState().history.done).toHaveLength(1);
  form.store.getState().undo();
  await expect.element(box()).toHaveTextContent(/^Chào$/);
});

test('the letter is shown as the customer will see it, with samples in it and nothing that could run', async () => {
  drawForm({
    fields: [body],
    node: { message: { channel: 'email', purpose: 'care' } },
    input: { body: '<p>Chào <strong>{{ trigger.customer.name | fallback: "bạn" }}</strong></p>' },
  });
  const letter = () => document.querySelector('iframe');
  await expect.poll(() => letter()?.contentDocument?.body.innerHTML).toBe('<p>Chào <strong>Nguyễn Thị Lan</strong></p>');
  expect(letter()?.getAttribute('sandbox')).not.toContain('allow-scripts');
});

test('in a form that came late, which React holds back for a moment, the letter is there all the same', async () => {
  drawForm({ fields: [body] });
  await expect.element(box()).toBeVisible();
  const Late = lazy(async () => {
    await new Promise((resolve) => setTimeout(resolve, 30));
    return { default: ({ children }: PropsWithChildren) => children };
  });
  drawForm({
    ...{ fields: [body], input: { body: '<p>Chào</p>' } },
    around: (form) => (
      <Suspense fallback="…">
        <Late>{form}</Late>
      </Suspense>
    ),
  });
  await expect.element(box()).toHaveTextContent('Chào');
  await userEvent.click(box());
  await userEvent.keyboard('{Control>}b{/Control}');
  await expect.element(tool('In đậm')).toHaveAttribute('aria-pressed', 'true');
});
