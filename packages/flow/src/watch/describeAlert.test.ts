import { expect, test } from 'vitest';
import type { AlertNotice } from './Alert.ts';
import { blameOf } from './blameOf.ts';
import { describeAlert } from './describeAlert.ts';

test.each([
  ['invalid_input', 'shop'],
  ['unauthorized', 'shop'],
  ['rejected', 'shop'],
  ['quota', 'shop'],
  ['rate_limited', 'provider'],
  ['unavailable', 'provider'],
  ['timeout', 'provider'],
  ['unknown_outcome', 'provider'],
  ['bug', 'us'],
] as const)('%s is a matter of %s', (kind, blame) => {
  expect(blameOf(kind)).toBe(blame);
});

const facts = { flowName: 'Xin đánh giá', stepTitle: { vi: 'Gửi ZNS', en: 'Send ZNS' }, problem: { vi: 'Mẫu tin bị khoá.', en: 'The template is locked.' } };

test('the same failure reads otherwise by whose fault it is', () => {
  const words = (['shop', 'provider', 'us'] as const).map((blame) => describeAlert({ kind: 'runs_failed', blame, facts, count: 1000 }));
  expect(words.map(({ title }) => title.vi)).toEqual(Array(3).fill('1000 lượt chạy lỗi ở “Xin đánh giá”'));
  expect(words[0]?.detail).toEqual({ vi: 'Bước “Gửi ZNS”: Mẫu tin bị khoá.', en: 'Step “Send ZNS”: The template is locked.' });
  expect(new Set(words.map(({ todo }) => todo.vi)).size).toBe(3);
});

test('silence is told with what is usual', () => {
  const notice: AlertNotice = { kind: 'trigger_quiet', blame: 'provider', facts: { flowName: 'Cảm ơn', quietHours: 26, usualPerDay: 40 }, count: 1 };
  expect(describeAlert(notice).detail.vi).toBe('26 giờ chưa có sự kiện, thường 40 sự kiện/ngày.');
  expect(describeAlert({ ...notice, facts: { ...notice.facts, event: 'order.created' } }).detail).toEqual({
    vi: '26 giờ chưa có đơn, thường 40 đơn/ngày.',
    en: 'No orders for 26 hours, usually 40 a day.',
  });
});
