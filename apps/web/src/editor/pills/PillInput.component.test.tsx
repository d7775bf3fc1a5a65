import type { FieldDescriptor } from '@noi/node-sdk';
import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { drawForm } from '../../testing/drawForm.tsx';
import { keyPlaceOf } from '../actions/keyPlace.ts';

const greeting: FieldDescriptor = { key: 'text', type: 'text', label: { vi: 'Lời chào', en: 'Greeting' }, required: true, format: 'longText' };
const box = () => page.getByRole('textbox', { name: 'Lời chào' });
const search = () => page.getByRole('textbox', { name: 'Tìm dữ liệu' });

test('shows words and pills, and what is typed is in the document', async () => {
  const form = drawForm({ fields: [greeting], input: { text: 'Chào {{ trigger.customer.name | fallback: "bạn" }}' } });
  await expect.element(box()).toHaveTextContent('Chào Khách hàng › Tên khách');
  await userEvent.click(box());
  await userEvent.keyboard('{Control>}{End}{/Control}, shop đây');
  await expect.poll(() => form.input().text).toBe('Chào {{ trigger.customer.name | fallback: "bạn" }}, shop đây');
});

test('what is typed into it is never a key of the canvas', async () => {
  drawForm({ fields: [greeting] });
  await userEvent.click(box());
  expect(keyPlaceOf(box().element())).not.toBe('canvas');
});

test('a slash opens the tree at the caret: search without tone marks, arrows, Enter', async () => {
  const form = drawForm({ fields: [greeting] });
  await userEvent.click(box());
  await userEvent.keyboard('Đơn /');
  await expect.element(search()).toHaveFocus();
  await userEvent.keyboard('don hang');
  await userEvent.keyboard('{ArrowDown}{Enter}');
  await expect.poll(() => form.input().text).toBe('Đơn {{ trigger.order.total | money }}');
  await expect.element(box()).toHaveFocus();
});

test('a slash inside a word is only a slash, and Escape leaves what was typed', async () => {
  const form = drawForm({ fields: [greeting] });
  await userEvent.click(box());
  await userEvent.keyboard('20/11 ');
  expect(search().query()).toBeNull();
  await userEvent.keyboard('/');
  await expect.element(search()).toHaveFocus();
  await userEvent.keyboard('{Escape}x');
  await expect.poll(() => form.input().text).toBe('20/11 /x');
});

test('data that may be missing asks for a fallback with one press', async () => {
  const form = drawForm({ fields: [greeting], input: { text: 'Chào {{ trigger.customer.name }}' } });
  await userEvent.click(page.getByRole('button', { name: /Ghi gì khi không có/ }));
  const fallback = page.getByRole('textbox', { name: 'Khi không có dữ liệu thì ghi' });
  await expect.element(fallback).toHaveFocus();
  await userEvent.keyboard('bạn{Enter}');
  await expect.poll(() => form.input().text).toBe('Chào {{ trigger.customer.name | fallback: "bạn" }}');
  await expect.element(page.getByText('có thể bị thiếu')).not.toBeInTheDocument();
});

test('a formula shows at once what it comes to', async () => {
  const form = drawForm({ fields: [greeting], input: { text: '{{ trigger.order.total | money }}' } });
  await userEvent.click(page.getByText('Đơn hàng › Tổng tiền'));
  const settings = page.getByRole('dialog', { name: 'Dữ liệu chèn' });
  await expect.element(settings.getByText('1.250.000 ₫', { exact: true })).toBeInTheDocument();
  await userEvent.click(settings.getByRole('button', { name: 'Thêm công thức' }));
  await userEvent.fill(settings.getByRole('textbox', { name: 'Giá trị 1 của công thức 1' }), '50000');
  await expect.element(settings.getByText('1.300.000 ₫', { exact: true })).toBeInTheDocument();
  await userEvent.click(settings.getByRole('button', { name: 'Xong' }));
  await expect.poll(() => form.input().text).toBe('{{ trigger.order.total | plus: 50000 | money }}');
});

test('what cannot be made of the data is said in the settings and at the field', async () => {
  drawForm({ fields: [greeting], input: { text: '{{ trigger.deliveredAt | money }}' } });
  await expect.element(page.getByText(/cần số, còn dữ liệu ở đây là ngày giờ/)).toBeInTheDocument();
  await userEvent.click(page.getByText('Giao lúc'));
  await expect.element(page.getByRole('alert')).toHaveTextContent('cần số');
});

test('data is dragged out of the panel into the words, and pressed into the field last typed in', async () => {
  const form = drawForm({ fields: [greeting], hasDock: true });
  await userEvent.click(box());
  await userEvent.keyboard('Mã ');
  await userEvent.dragAndDrop(page.getByRole('button', { name: /^Mã đơn hàng/ }), box());
  await expect.poll(() => form.input().text).toBe('Mã {{ trigger.order.code }}');
  await userEvent.click(page.getByRole('button', { name: /^Tổng tiền/ }));
  await expect.poll(() => form.input().text).toBe('Mã {{ trigger.order.code }}{{ trigger.order.total | money }}');
});

test('what is typed reaches the document when the fingers rest or the field is left, as one step of undo', async () => {
  const form = drawForm({ fields: [greeting] });
  let changes = 0;
  form.store.subscribe((state, former) => {
    if (state.graph !== former.graph) changes += 1;
  });
  await userEvent.click(box());
  await userEvent.keyboard('Xin chào quý khách');
  const whileTyping = changes;
  await userEvent.keyboard('{Tab}');
  expect(form.input().text).toBe('Xin chào quý khách');
  expect(whileTyping).toBeLessThan(4);
  expect(form.store.getState().history.done).toHaveLength(1);
  form.store.getState().undo();
  await expect.element(box()).toHaveTextContent('');
});
