import { expect, test } from 'vitest';
import type { Scenario } from './Scenario.ts';
import { dataWithMadeUpPeople, withMadeUpPeople } from './withMadeUpPeople.ts';

const base: Scenario = { startAt: '2026-11-22T03:00:00.000Z', days: 30, events: [], approve: 'approved' };
const address = { name: 'Bùi Quỳnh Anh', phone: '+84966000111', line: '5 ngõ 7 Đội Cấn', ward: 'Phường Ngọc Hà', province: 'Hà Nội' };
const customer = { name: 'Bùi Quỳnh Anh', phone: '+84966000111', rawPhone: '0966 000 111', email: 'quynhanh@shop.vn', externalId: '998877' };
const order = {
  ...{ code: '100077', externalId: '5566', createdAt: '2026-11-20T02:30:00.000Z', total: 350_000, state: 'open', note: 'Gọi chồng chị ấy 0977 111 222' },
  ...{ customer, address, lines: [{ title: 'Nhà giả kim', quantity: 1, price: 350_000, sku: 'SACH-0912345' }] },
};
const real: Scenario = {
  ...base,
  event: { type: 'order.created', payload: { order } },
  events: [{ afterMinutes: 60, type: 'message.replied', payload: { message: { channel: 'zalo', recipient: '+84966000111', text: 'Chị Quỳnh Anh đây' } } }],
};

test('nobody of a real event stays in it; the same person is the same made-up one everywhere, and what rules read of the order stays', () => {
  const kept = withMadeUpPeople(real);
  const words = JSON.stringify(kept);
  for (const trace of ['Quỳnh', 'quynhanh', '966', '977', '998877', 'Đội Cấn', 'chồng']) expect(words).not.toContain(trace);
  const lan = { name: 'Nguyễn Thị Lan', phone: '+84912345678' };
  expect(kept.event?.payload).toEqual({
    order: {
      ...order,
      note: 'Giao giờ hành chính',
      customer: { ...lan, rawPhone: '0912345678', email: 'lan@example.com', externalId: '1004567' },
      address: { ...address, ...lan, line: '12 Nguyễn Trãi' },
    },
  });
  expect(kept.events[0]?.payload).toMatchObject({ message: { channel: 'zalo', recipient: lan.phone } });
});

test('nobody of a pinned output stays in it', () => {
  const pins = { find: { name: 'Bùi Quỳnh Anh', phone: '+84966000111', tier: 'vàng' } };
  expect(withMadeUpPeople({ ...base, pins }).pins).toEqual({ find: { name: 'Nguyễn Thị Lan', phone: '+84912345678', tier: 'vàng' } });
  expect(dataWithMadeUpPeople(pins.find)).toEqual({ name: 'Nguyễn Thị Lan', phone: '+84912345678', tier: 'vàng' });
});

test('different people stay different, and nobody is made up where nobody was', () => {
  const other = { ...order, customer: { name: 'Đỗ Nam', phone: '0966000222' }, address };
  const kept = withMadeUpPeople({ ...base, event: { type: 'order.created', payload: { order: other } } });
  expect(kept.event?.payload).toEqual({
    order: {
      ...order,
      note: 'Giao giờ hành chính',
      customer: { name: 'Nguyễn Thị Lan', phone: '0912345678' },
      address: { ...address, name: 'Trần Văn Minh', phone: '+84900000002', line: '12 Nguyễn Trãi' },
    },
  });
});

test('a shop’s own data is read by what its fields are called, in both languages, and phones and emails wherever they stand', () => {
  const body = {
    'Họ và tên': 'Võ Tín',
    sđt: 966000333,
    dia_chi: '1 Phan Chu Trinh',
    san_pham: 'Áo',
    lien_he: 'qua 0966.000.333 hoặc tin@shop.vn',
    tags: ['0966000333'],
    luc: '2026-11-20 02:30',
  };
  const kept = withMadeUpPeople({ ...base, event: { type: 'webhook.received', payload: { body, query: { email: 'tin@shop.vn' } } } });
  expect(kept.event?.payload).toEqual({
    body: {
      ...{ 'Họ và tên': 'Nguyễn Thị Lan', sđt: 84_912_345_678, dia_chi: '12 Nguyễn Trãi', san_pham: 'Áo', tags: ['0912345678'], luc: '2026-11-20 02:30' },
      lien_he: 'qua 0912345678 hoặc lan@example.com',
    },
    query: { email: 'lan@example.com' },
  });
});

test('a number that nobody could call stays one, without its digits', () => {
  const kept = withMadeUpPeople({ ...base, event: { type: 'webhook.received', payload: { body: { phone: '0966 12', name: ' ' }, query: {} } } });
  expect(kept.event?.payload).toEqual({ body: { phone: '0000 00', name: ' ' }, query: {} });
});

test('made-up people stay who they are, so that saving again changes nothing', () => {
  const once = withMadeUpPeople(real);
  expect(withMadeUpPeople(once)).toEqual(once);
  expect(withMadeUpPeople(base)).toEqual(base);
});
