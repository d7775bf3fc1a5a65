import { expect, test } from 'vitest';
import { type ApprovalLetterFacts, approvalLetter } from './approvalLetter.ts';

const facts: ApprovalLetterFacts = {
  question: 'Hoàn 250.000 ₫ cho đơn 100020?\nKhách báo hàng vỡ.',
  flowName: 'Hoàn tiền',
  subject: '100020',
  customer: 'Nguyễn Thị Lan',
  until: Date.parse('2026-11-24T02:30:00Z'),
  needed: 2,
  nr: 0,
  link: 'https://noi.example/approve/abc',
  timezone: 'Asia/Ho_Chi_Minh',
};

test('the letter says what is asked, about whom, until when in the shop’s time, and where to answer', () => {
  const { subject, body } = approvalLetter(facts);
  expect(subject).toBe('Xin duyệt · Hoàn 250.000 ₫ cho đơn 100020?');
  for (const part of [
    '“Hoàn tiền”',
    'Khách báo hàng vỡ.',
    'Về: 100020 · Nguyễn Thị Lan',
    'Cần 2 người đồng ý.',
    'Trả lời trước 24/11/2026 09:30.',
    facts.link,
  ]) {
    expect(body).toContain(part);
  }
  expect(body).toContain('Please answer before 24/11/2026 09:30.');
});

test('what is not known is left out, and a reminder says that it is one', () => {
  const { subject, body } = approvalLetter({ ...facts, subject: null, customer: null, until: null, needed: 1, nr: 2, question: 'x'.repeat(500) });
  expect(subject.startsWith('Nhắc lại: xin duyệt · xxx')).toBe(true);
  expect(subject).toHaveLength(200);
  for (const part of ['Về:', 'Cần', 'Trả lời trước', 'null']) expect(body).not.toContain(part);
});
