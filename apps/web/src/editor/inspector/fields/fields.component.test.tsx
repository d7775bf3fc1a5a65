import type { FieldDescriptor } from '@noi/node-sdk';
import { afterEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { queryClient } from '../../../api/trpc.ts';
import { drawForm } from '../../../testing/drawForm.tsx';

const text = (words: string) => ({ vi: words, en: words });
const field = (key: string, label: string, more: Partial<FieldDescriptor>): FieldDescriptor => ({
  key,
  type: 'text',
  label: text(label),
  required: false,
  ...more,
});

afterEach(() => {
  vi.restoreAllMocks();
  queryClient.clear();
});

test('an amount is written with thousands and its sign, by keyboard', async () => {
  const form = drawForm({ fields: [field('total', 'Số tiền', { type: 'number', format: 'money' })], input: { total: 50000 } });
  const amount = page.getByRole('textbox', { name: 'Số tiền' });
  await expect.element(amount).toHaveValue('50.000 ₫');
  await userEvent.fill(amount, '1250000');
  await userEvent.tab();
  await expect.element(amount).toHaveValue('1.250.000 ₫');
  expect(form.input().total).toBe(1250000);
});

test('an address that is none stays as typed and says why', async () => {
  const form = drawForm({ fields: [field('link', 'Đường dẫn', { format: 'url' })] });
  await userEvent.click(page.getByRole('textbox', { name: 'Đường dẫn' }));
  await userEvent.keyboard('shop.vn{Tab}');
  await expect.element(page.getByText(/bắt đầu bằng https/)).toBeInTheDocument();
  expect(form.input().link).toBe('shop.vn');
});

test('a moment says on which clock it is read', async () => {
  const form = drawForm({ fields: [field('at', 'Lúc', { format: 'dateTime' })] });
  await expect.element(page.getByText('Giờ Asia/Ho Chi Minh (GMT+7)')).toBeInTheDocument();
  await userEvent.fill(page.getByLabelText('Lúc', { exact: true }), '2026-12-25T14:30');
  expect(form.input().at).toBe('2026-12-25T14:30:00+07:00');
});

test('a field that hangs on a choice is there only for the values that ask for it', async () => {
  const way = field('way', 'Cách gọi', { type: 'choice', default: 'POST', choices: ['GET', 'POST'].map((value) => ({ value, label: text(value) })) });
  const body = field('body', 'Nội dung gửi', { required: true, when: { field: 'way', is: ['POST'] } });
  drawForm({ fields: [way, body] });
  await expect.element(page.getByRole('textbox', { name: 'Nội dung gửi' })).toBeInTheDocument();
  await userEvent.click(page.getByRole('combobox', { name: 'Cách gọi' }));
  await userEvent.click(page.getByRole('option', { name: 'GET' }));
  await expect.element(page.getByRole('textbox', { name: 'Nội dung gửi' })).not.toBeInTheDocument();
});

test('choices of the account come page by page, and a search goes to the account', async () => {
  const asked: { search?: string; cursor?: string }[] = [];
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (url) => {
    const input = JSON.parse(new URL(String(url), location.href).searchParams.get('input') ?? '{}')[0];
    asked.push(input);
    const from = Number(input.cursor ?? 0);
    const all = Array.from({ length: 60 }, (_, index) => ({ value: `t${index}`, label: `Mẫu số ${index}` }));
    const options = input.search ? all.filter(({ label }) => label.endsWith(input.search)) : all.slice(from, from + 30);
    const next = input.search || from + 30 >= all.length ? null : String(from + 30);
    return new Response(JSON.stringify([{ result: { data: { options, next } } }]), { headers: { 'content-type': 'application/json' } });
  });
  const form = drawForm({ fields: [field('template', 'Mẫu tin', { hasOptions: true })], step: { connectionId: 'account' } });
  const box = page.getByRole('combobox', { name: 'Mẫu tin' });
  await userEvent.click(box);
  await expect.element(page.getByRole('option', { name: 'Mẫu số 29' })).toBeInTheDocument();
  expect(page.getByRole('option', { name: 'Mẫu số 30' }).query()).toBeNull();
  page.getByRole('option', { name: 'Mẫu số 29' }).element().scrollIntoView();
  await expect.element(page.getByRole('option', { name: 'Mẫu số 30' })).toBeInTheDocument();

  await userEvent.fill(box, '57');
  await expect.poll(() => asked.some(({ search }) => search === '57')).toBe(true);
  await userEvent.click(page.getByRole('option', { name: 'Mẫu số 57' }));
  await expect.poll(() => form.input().template).toBe('t57');
});

test('names and values are added, written and taken out', async () => {
  const form = drawForm({ fields: [field('headers', 'Header', { type: 'object', format: 'keyValue' })] });
  await userEvent.click(page.getByRole('button', { name: 'Thêm dòng' }));
  await userEvent.fill(page.getByRole('textbox', { name: 'Header: tên 1' }), 'X-Shop');
  await userEvent.click(page.getByRole('textbox', { name: 'Header: giá trị 1' }));
  await userEvent.keyboard('minh-tam{Tab}');
  expect(form.input().headers).toEqual({ 'X-Shop': 'minh-tam' });
  await userEvent.click(page.getByRole('button', { name: 'Xoá dòng 1' }));
  expect(form.input().headers).toBeUndefined();
});

test('rows of a small form are added, filled in, put in order by keyboard and taken out', async () => {
  const lines = field('lines', 'Các món', {
    type: 'list',
    fields: [field('title', 'Tên hàng', { required: true }), field('price', 'Giá', { type: 'number', format: 'money' })],
  });
  const form = drawForm({ fields: [lines] });
  const row = (number: number) => page.getByRole('group', { name: `Các món: dòng ${number}` });
  for (const [index, title] of ['Sách', 'Bút'].entries()) {
    await userEvent.click(page.getByRole('button', { name: 'Thêm dòng' }));
    await userEvent.click(row(index + 1).getByRole('textbox', { name: 'Tên hàng' }));
    await userEvent.keyboard(`${title}{Tab}`);
  }
  expect(form.input().lines).toEqual([{ title: 'Sách' }, { title: 'Bút' }]);

  row(2).getByRole('button', { name: 'Chuyển dòng 2 lên' }).element().focus();
  await userEvent.keyboard('{Enter}');
  expect(form.input().lines).toEqual([{ title: 'Bút' }, { title: 'Sách' }]);
  await expect.poll(() => document.activeElement?.getAttribute('aria-label')).toBe('Chuyển dòng 1 xuống');

  await userEvent.click(row(1).getByRole('button', { name: 'Xoá dòng 1' }));
  expect(form.input().lines).toEqual([{ title: 'Sách' }]);
  await userEvent.click(page.getByRole('button', { name: 'Xoá dòng 1' }));
  expect(form.input().lines).toBeUndefined();
});
