import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { drawForm } from '../../testing/drawForm.tsx';

const aboutMessages = 'Nếu không biết chắc tin đã gửi hay chưa';
const aboutWork = 'Nếu không biết chắc việc này đã xong hay chưa';
const message = { repeat: 'none', message: { channel: 'email', purpose: 'care' } } as const;
const box = (name: string) => page.getByRole('combobox', { name, exact: true });
/** The field with its hint, without the list that it opens. */
const said = () => document.querySelector('[data-field="onUnknown"]')?.textContent;
/** A list that opens marks its chosen option a timer later; a key before that would start from nowhere. Timers of one page ring in their order. */
const open = async () => {
  await userEvent.keyboard('{Enter}');
  await expect.element(page.getByRole('listbox')).toBeVisible();
  await new Promise((rung) => setTimeout(rung));
};
const policy = ({ store }: ReturnType<typeof drawForm>) => {
  const { form } = store.getState().graph.steps;
  return form?.kind === 'action' && 'onUnknown' in form ? form.onUnknown : 'left out';
};

test('a message asks somebody until something else is chosen; each choice says what it means, and one step of undo takes it back', async () => {
  const form = drawForm({ fields: [], node: message });
  await expect.element(box(aboutMessages)).toHaveValue('Hỏi người trong shop');
  await expect.poll(said).toContain('Lượt chạy đợi ở bước này');
  await userEvent.click(box(aboutMessages));
  await expect.element(page.getByRole('option', { name: /^Bỏ qua bước này.*khách có thể không nhận được tin này/ })).toBeInTheDocument();
  await expect.element(page.getByRole('option', { name: /^Hỏi người trong shop \(nên dùng\)/, selected: true })).toBeInTheDocument();
  await userEvent.click(page.getByRole('option', { name: /^Gửi lại \(có thể gửi hai lần\)/ }));
  expect(policy(form)).toBe('resend');
  await expect.poll(said).toContain('Nối tự gửi lại một lần');

  form.store.getState().undo();
  expect(policy(form)).toBe('left out');
  await expect.element(box(aboutMessages)).toHaveValue('Hỏi người trong shop');
});

test('it is chosen by keys alone, and to ask again leaves nothing in the document', async () => {
  const form = drawForm({ fields: [], node: message, step: { onUnknown: 'resend' } });
  await expect.element(box(aboutMessages)).toHaveValue('Gửi lại (có thể gửi hai lần)');
  box(aboutMessages).element().focus();
  await open();
  await userEvent.keyboard('{ArrowDown}{Enter}');
  expect(policy(form)).toBe('skip');
  await open();
  await userEvent.keyboard('{ArrowUp}{ArrowUp}{Enter}');
  expect(policy(form)).toBe('left out');
});

test('rows and deals are spoken of as work; a provider that may be asked again at will is never in doubt', async () => {
  const form = drawForm({ fields: [], node: { repeat: 'lookup' } });
  await userEvent.click(box(aboutWork));
  await userEvent.click(page.getByRole('option', { name: /^Làm lại \(có thể bị trùng\)/ }));
  expect(policy(form)).toBe('resend');
  drawForm({ fields: [{ key: 'code', type: 'text', label: { vi: 'Mã đơn', en: 'Order code' }, required: true }], node: { repeat: 'native' } });
  await expect.element(page.getByRole('textbox', { name: 'Mã đơn' })).toBeInTheDocument();
  expect(page.getByRole('combobox').query()).toBeNull();
});
