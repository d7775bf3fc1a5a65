import { expect, test } from 'vitest';
import { maskAddress } from './maskAddress.ts';

test.each([
  ['zalo', '+84912345678', '0912 ••• 678'],
  ['sms', '0912345678', '0912 ••• 678'],
  ['sms', '123', '•••'],
  ['email', 'lan@example.com', 'l•••@example.com'],
  ['messenger', '8507148216386270000', '850•••'],
  ['push', '', '•••'],
])('%s %s is shown as %s', (channel, address, shown) => {
  expect(maskAddress(channel, address)).toBe(shown);
});
