import type { FieldDescriptor } from '@noi/node-sdk';
import { afterEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { queryClient } from '../../../api/trpc.ts';
import { drawForm } from '../../../testing/drawForm.tsx';
// Loaded when a form asks for it; here before the first test, whose patience is for the form.
import './FileField.tsx';

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

const kept = { id: 'f1', name: 'Bảng giá Tết.pdf', mediaType: 'application/pdf', bytes: 1_300_000, createdAt: '2026-11-22T03:00:00.000Z', by: 'Lan' };
const attachments = field('attachments', 'Tệp đính kèm', { type: 'list', format: 'file', maxItems: 2, maxBytes: 10_485_760 });

/** A shop that keeps these files. */
function shopWith(files: readonly object[]) {
  const answer = { files, limits: { fileBytes: 10_485_760, bytes: 209_715_200, files: 500 } };
  vi.spyOn(globalThis, 'fetch').mockImplementation(async () => Response.json([{ result: { data: answer } }]));
}

/** The door that takes files: it holds each back until it is let go, and then answers so. */
function doorAnswers(status: number, response: object) {
  const sent: { file: File; address: string; letGo(): void }[] = [];
  vi.spyOn(XMLHttpRequest.prototype, 'open').mockImplementation(function (this: XMLHttpRequest & { address?: string }, ...[, address]: unknown[]) {
    this.address = String(address);
  });
  vi.spyOn(XMLHttpRequest.prototype, 'setRequestHeader').mockReturnValue(undefined);
  vi.spyOn(XMLHttpRequest.prototype, 'status', 'get').mockReturnValue(status);
  vi.spyOn(XMLHttpRequest.prototype, 'response', 'get').mockReturnValue(response);
  vi.spyOn(XMLHttpRequest.prototype, 'send').mockImplementation(function (this: XMLHttpRequest & { address?: string }, body) {
    this.upload.dispatchEvent(new ProgressEvent('progress', { loaded: 40, total: 100 }));
    sent.push({ file: body as File, address: this.address ?? '', letGo: () => void this.dispatchEvent(new ProgressEvent('load')) });
  });
  return sent;
}
const chooseFiles = (...files: File[]) => userEvent.upload(page.elementLocator(document.querySelector('input[type=file]') as Element), files);

test('a file of the shop is found by its name, chosen by keyboard, shown with its size, and taken out', async () => {
  shopWith([kept, { ...kept, id: 'f2', name: 'Hoá đơn.pdf' }]);
  const form = drawForm({ fields: [attachments] });
  const box = page.getByRole('combobox', { name: 'Tệp đính kèm: chọn tệp shop đã có' });
  await userEvent.fill(box, 'bang gia');
  await expect.element(page.getByRole('option', { name: 'Bảng giá Tết.pdf · 1,2 MB' })).toBeInTheDocument();
  expect(page.getByRole('option').elements()).toHaveLength(1);
  await userEvent.keyboard('{ArrowDown}{Enter}');
  expect(form.input().attachments).toEqual(['f1']);

  const group = page.getByRole('group', { name: 'Tệp đính kèm' });
  await expect.element(group.getByRole('link', { name: 'Bảng giá Tết.pdf' })).toHaveAttribute('href', '/api/files/f1');
  await userEvent.click(group.getByRole('button', { name: 'Bỏ “Bảng giá Tết.pdf” ra' }));
  expect(form.input().attachments).toBeUndefined();
  await expect.poll(() => document.activeElement?.getAttribute('aria-label')).toBe('Tệp đính kèm');
});

test('a file comes from the computer: on its way, then in the form', async () => {
  shopWith([]);
  const sent = doorAnswers(201, kept);
  const form = drawForm({ fields: [attachments] });
  await expect.element(page.getByRole('button', { name: 'Chọn tệp từ máy' })).toBeInTheDocument();
  await chooseFiles(new File(['%PDF-1.7'], 'Bảng giá Tết.pdf'));
  await expect.element(page.getByRole('progressbar', { name: 'Đang tải lên “Bảng giá Tết.pdf”…' })).toHaveAttribute('aria-valuenow', '40');
  expect(sent.map(({ address }) => decodeURIComponent(address))).toEqual(['/api/files?name=Bảng giá Tết.pdf']);
  shopWith([kept]);
  sent[0]?.letGo();
  await expect.element(page.getByRole('link', { name: 'Bảng giá Tết.pdf' })).toBeInTheDocument();
  expect(form.input().attachments).toEqual(['f1']);
  expect(page.getByRole('progressbar').query()).toBeNull();
});

test('what is not taken says why at the field: too large before it is sent, a wrong kind as the server says', async () => {
  shopWith([]);
  const sent = doorAnswers(422, { error: { code: 'file_unfit', reason: text('Nối không nhận tệp “a.exe”.') } });
  const form = drawForm({ fields: [{ ...attachments, maxBytes: 1024 }] });
  await expect.element(page.getByRole('button', { name: 'Chọn tệp từ máy' })).toBeInTheDocument();
  await chooseFiles(new File([new Uint8Array(1025)], 'nặng.pdf'), new File(['MZ'], 'a.exe'));
  await expect.element(page.getByText('Tệp “nặng.pdf” lớn hơn 1 kB. Chọn tệp nhẹ hơn.')).toBeInTheDocument();
  await expect.poll(() => sent.length).toBe(1);
  sent[0]?.letGo();
  await expect.element(page.getByText('Nối không nhận tệp “a.exe”.')).toBeInTheDocument();
  await userEvent.click(page.getByRole('button', { name: 'Bỏ thông báo về “a.exe”' }));
  expect(page.getByText('Nối không nhận tệp “a.exe”.').query()).toBeNull();
  expect(form.input().attachments).toBeUndefined();
});

test('a file of another shop is named as gone, with an issue at the field until it is taken out', async () => {
  shopWith([kept]);
  const form = drawForm({ fields: [attachments], input: { attachments: ['theirs', 'f1'] } });
  await expect.element(page.getByText('Tệp không có trong shop này')).toBeInTheDocument();
  await expect.element(page.getByText(/đã bị xoá hoặc thuộc shop khác/)).toBeInTheDocument();
  await expect.element(page.getByText('Đã đủ 2 tệp. Bỏ bớt tệp để chọn tệp khác.')).toBeInTheDocument();
  await userEvent.click(page.getByRole('button', { name: 'Bỏ “Tệp không có trong shop này” ra' }));
  await expect.element(page.getByText(/đã bị xoá hoặc thuộc shop khác/)).not.toBeInTheDocument();
  expect(form.input().attachments).toEqual(['f1']);
});
