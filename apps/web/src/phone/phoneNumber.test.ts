import { expect, test } from 'vitest';
import { showRecipient } from './phoneNumber.ts';

test.each([
  ['+84912345678', '0912 345 678'],
  ['lan@example.com', 'lan@example.com'],
  ['+8424381234567', '+8424381234567'],
])('%s is shown as %s', (to, shown) => {
  expect(showRecipient(to)).toBe(shown);
});
