import { expect, test } from 'vitest';
import type { RunData } from '../run/RunPorts.ts';
import { renderTemplate } from './renderTemplate.ts';

const data: RunData = {
  trigger: {
    order: { code: '100020', total: 1250000, lines: [{ title: 'Nhà giả kim' }, { title: 'Dế mèn' }], note: '  ', paid: true },
    customer: { name: 'Nguyễn Thị Lan', phone: '+84912345678' },
    deliveredAt: '2026-11-22T20:15:00.000Z',
    day: '2026-11-22',
    written: '25/12/2026 9:05',
    seconds: 1795317300,
    'tên lạ': 'x',
    empty: [],
    holes: [[], ''],
    tags: ['gấp', '', 'quà', null],
  },
  steps: { send: { count: 3 } },
};

const render = (template: string) => renderTemplate({ template, data, timezone: 'Asia/Ho_Chi_Minh', now: Date.UTC(2026, 10, 25, 2) });

test.each<[string, unknown]>([
  ['Xin chào', 'Xin chào'],
  ['', ''],
  ['Đơn {{ trigger.order.code }} xong', 'Đơn 100020 xong'],
  ['{{trigger.order.total}}', 1250000],
  [' {{ trigger.order.total }} ', 1250000],
  ['{{ trigger.order.paid }}', true],
  ['{{ trigger.order.lines }}', [{ title: 'Nhà giả kim' }, { title: 'Dế mèn' }]],
  ['{{ trigger.order.lines[1].title }}', 'Dế mèn'],
  ['{{ trigger.order.lines | map: "title" | join: ", " }}', 'Nhà giả kim, Dế mèn'],
  ['{{ trigger["tên lạ"] }}', 'x'],
  ['{{ steps.send.count | plus: 1 }}', 4],
  ['{{ trigger.order.total | money }}', '1.250.000 ₫'],
  ['{{ trigger.order.total | number }}', '1.250.000'],
  ['{{ trigger.deliveredAt | date }}', '23/11/2026'],
  ['{{ trigger.deliveredAt | datetime }}', '23/11/2026 03:15'],
  ['{{ trigger.deliveredAt | time }}', '03:15'],
  ['{{ trigger.deliveredAt | date: "dd-MM" }}', '23-11'],
  ['{{ trigger.day | date }}', '22/11/2026'],
  ['{{ trigger.day | add_days: 30 | date }}', '22/12/2026'],
  ['{{ trigger.written | datetime }}', '25/12/2026 09:05'],
  ['{{ trigger.seconds | datetime }}', '22/11/2026 10:15'],
  ['{{ now | datetime }}', '25/11/2026 09:00'],
  ['{{ trigger.customer.phone | phone }}', '0912 345 678'],
  ['{{ trigger.customer.phone | phone84 }}', '84912345678'],
  ['{{ trigger.customer.name | first_name }}', 'Lan'],
  ['{{ trigger.customer.name | given_name | upcase }}', 'LAN'],
  ['{{ trigger.order.note | fallback: "không có" }}', 'không có'],
  ['{{ trigger.nothing.at.all | upcase | fallback: "bạn" }}', 'bạn'],
  ['{{ trigger.nothing | default: "bạn" }}', 'bạn'],
  ['Chào {{ trigger.nothing | fallback: "" }}.', 'Chào .'],
  ['{{ trigger.nothing | fallback: "nói \\"}}\\" nhé" }}', 'nói "}}" nhé'],
  ['{{ trigger.empty | join: ", " | fallback: "chưa có" }}', 'chưa có'],
  ['{{ trigger.holes | fallback: "chưa có" }}', 'chưa có'],
  ['Nhãn: {{ trigger.tags }}', 'Nhãn: gấp, quà'],
  ['Viết {{ "{{" }} được', 'Viết {{ được'],
  ['e\u0302', 'ê'],
])('%s gives %j', (template, value) => {
  expect(render(template)).toEqual({ ok: true, value });
});

test.each([
  ['Chào {{ trigger.customer.email }}', 'trigger.customer.email', 'Thiếu dữ liệu “Khách hàng › Email”. Thêm nội dung thay thế cho dữ liệu này trong bước.'],
  ['{{ trigger.order.note }}', 'trigger.order.note', 'Thiếu dữ liệu “Đơn hàng › Ghi chú”. Thêm nội dung thay thế cho dữ liệu này trong bước.'],
  ['{{ steps.gone.id }}', 'steps.gone.id', 'Thiếu dữ liệu “steps.gone.id”. Thêm nội dung thay thế cho dữ liệu này trong bước.'],
  ['{{ trigger.constructor }}', 'trigger.constructor', 'Thiếu dữ liệu “trigger.constructor”. Thêm nội dung thay thế cho dữ liệu này trong bước.'],
  ['Đơn {{ trigger.order }}', 'trigger.order', '“Đơn hàng” gồm nhiều mục nên không chèn vào câu được. Chọn một mục bên trong.'],
  ['{{ trigger.customer.name | money }}', 'trigger.customer.name', 'Không định dạng được “Khách hàng › Tên khách”: “Nguyễn Thị Lan” không phải là số.'],
  ['{{ trigger.customer.name | date }}', 'trigger.customer.name', 'Không định dạng được “Khách hàng › Tên khách”: “Nguyễn Thị Lan” không phải ngày giờ.'],
  ['{{ trigger.order.code | phone84 }}', 'trigger.order.code', 'Không định dạng được “Đơn hàng › Mã đơn hàng”: “100020” không phải số điện thoại Việt Nam.'],
])('%s says what is wrong and where', (template, path, vi) => {
  expect(render(template)).toMatchObject({ ok: false, path, text: { vi } });
});

test.each([
  ['{{ trigger.order.code'],
  ['{{ }}'],
  ['{{ order.code }}'],
  ['{% if x %}'],
  ['{{ trigger.x | shout }}'],
  ['{{ trigger.x | money: }} {{'],
  ['{{ trigger.x | plus: trigger.y }}'],
  ['{{ trigger.x y }}'],
  ['{{ trigger.x | fallback }}'],
  ['{{ trigger.x | sample }}'],
])('%s is refused with words', (template) => {
  expect(render(template)).toMatchObject({ ok: false, text: { vi: expect.any(String), en: expect.any(String) } });
});

test.each([
  ['many pieces', Array.from({ length: 30 }, () => '{{ trigger.long }}').join(' ')],
  ['a letter that becomes many', `{{ trigger.long | replace: "x", "${'y'.repeat(5_000)}" }}`],
  ['marks that are marked again and again', `{{ trigger.quotes | ${Array.from({ length: 40 }, () => 'json').join(' | ')} }}`],
  ['a list with much between its items', `{{ trigger.many | join: "${'-'.repeat(5_000)}" }}`],
])('a text that would fill the machine is refused: %s', (_, template) => {
  const trigger = { long: 'x'.repeat(50_000), quotes: '"'.repeat(100), many: Array.from({ length: 50_000 }, () => 'a') };
  const rendered = renderTemplate({ template, data: { trigger, steps: {} }, timezone: 'Asia/Ho_Chi_Minh', now: 0 });
  expect(rendered).toMatchObject({ ok: false, text: { vi: expect.stringContaining('quá một triệu ký tự') } });
});
