import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { createSecretBox, parseSecretKey } from './createSecretBox.ts';

const box = createSecretBox(Buffer.alloc(32, 7));
const owner = { workspaceId: 'shop', doorToken: 'door' };

test('what was sealed opens again, and the bytes do not show it', () => {
  const sealed = box.seal({ token: 'open-sesame' }, owner);
  expect(Buffer.from(sealed).toString('latin1')).not.toContain('open-sesame');
  expect(box.open(sealed, owner)).toEqual({ token: 'open-sesame' });
});

test('sealing twice gives other bytes', () => {
  expect(Buffer.from(box.seal({ a: 'b' }, owner)).equals(Buffer.from(box.seal({ a: 'b' }, owner)))).toBe(false);
});

test.each([
  ['another workspace', { ...owner, workspaceId: 'other' }],
  ['another connection', { ...owner, doorToken: 'other' }],
])('sealed values copied to %s do not open', (_where, other) => {
  expect(() => box.open(box.seal({ a: 'b' }, owner), other)).toThrow('cannot be opened');
});

test('a changed byte, a foreign key and an unknown version do not open', () => {
  const sealed = Buffer.from(box.seal({ a: 'b' }, owner));
  const changed = Buffer.from(sealed);
  changed.writeUInt8((changed.at(-1) ?? 0) ^ 1, changed.length - 1);
  expect(() => box.open(changed, owner)).toThrow('cannot be opened');
  expect(() => createSecretBox(randomBytes(32)).open(sealed, owner)).toThrow('cannot be opened');
  expect(() => box.open(Buffer.concat([Buffer.of(9), sealed.subarray(1)]), owner)).toThrow('unknown version');
});

test('keys are read from hex and base64, and nothing shorter is taken', () => {
  const key = randomBytes(32);
  expect(parseSecretKey(key.toString('hex'))).toEqual(key);
  expect(parseSecretKey(`${key.toString('base64')}\n`)).toEqual(key);
  expect(() => parseSecretKey('short')).toThrow('32 bytes');
});
