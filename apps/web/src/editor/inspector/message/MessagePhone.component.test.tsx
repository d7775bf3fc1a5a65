import type { FieldDescriptor } from '@noi/node-sdk';
import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { drawForm } from '../../../testing/drawForm.tsx';

const text = (vi: string) => ({ vi, en: vi });
const phone: FieldDescriptor = { key: 'phone', type: 'text', format: 'phone', label: text('SĐT người nhận'), required: true };
const data: FieldDescriptor = { key: 'data', type: 'object', label: text('Nội dung'), required: true, dynamic: { dependsOn: ['template'] } };
const code: FieldDescriptor = { key: 'order_code', type: 'text', label: text('Mã đơn hàng'), required: true, maxLength: 10 };
const amount: FieldDescriptor = { key: 'amount', type: 'number', format: 'money', label: text('Số tiền'), required: true };

const snapshot = {
  madeFor: '["320001"]',
  title: 'Thông báo giao hàng',
  priceVnd: 300,
  facts: [text('Tin giao dịch')],
  buttons: ['Theo dõi đơn hàng'],
  fields: [{ ...code }, { ...amount }],
};

function drawMessage(order_code: string) {
  return drawForm({
    fields: [phone, data],
    node: { message: { channel: 'zalo', purpose: 'care' } },
    step: { connectionId: 'account', dynamic: { data: snapshot } },
    input: { phone: '', template: '320001', data: { order_code, amount: '{{ trigger.order.total }}' } },
  });
}

const picture = () => page.getByRole('region', { name: 'Tin trên điện thoại của khách' });

test('the template’s parameters are written in the picture, with its buttons, kind and price', async () => {
  const form = drawMessage('');
  await expect.element(picture()).toHaveTextContent(/Thông báo giao hàng.*Theo dõi đơn hàng.*Giá mỗi tin: 300 ₫.*Tin giao dịch/);
  await expect.element(picture().getByText('OA thử')).toBeInTheDocument();
  await userEvent.click(picture().getByRole('textbox', { name: 'Mã đơn hàng' }));
  await userEvent.keyboard('DH1');
  await expect.poll(() => form.input().data).toMatchObject({ order_code: 'DH1' });
  await expect.element(picture().getByText('3/10 ký tự với giá trị mẫu')).toBeInTheDocument();
});

test('it is shown as the customer sees it, filled with the sample', async () => {
  drawMessage('Mã {{ trigger.order.code }}');
  await userEvent.click(picture().getByText('Khách thấy'));
  await expect.element(picture()).toHaveTextContent(/Mã đơn hàng\s*Mã 100020/);
  await expect.element(picture()).toHaveTextContent('1.250.000 ₫');
});

test('a value that comes out too long for the template is counted and said', async () => {
  drawMessage('Đơn hàng {{ trigger.order.code }}');
  await expect.element(picture().getByRole('alert')).toHaveTextContent('Dài 15 ký tự với giá trị mẫu, tối đa 10');
});

test('a phone number is put in the form in which people read it, and a bad one stays and says why', async () => {
  const form = drawMessage('DH1');
  const number = page.getByRole('textbox', { name: 'SĐT người nhận' });
  await userEvent.click(number);
  await userEvent.keyboard('+84912345678{Tab}');
  await expect.poll(() => form.input().phone).toBe('0912 345 678');
  await userEvent.click(number);
  await userEvent.keyboard('{Control>}a{/Control}12x{Tab}');
  await expect.element(page.getByText(/không phải số điện thoại Việt Nam/)).toBeInTheDocument();
  expect(form.input().phone).toBe('12x');
});
