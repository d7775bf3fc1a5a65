import { expect, test } from 'vitest';
import { readTextFile } from './readTextFile.ts';

const text = 'Tên\tLan';
const utf16 = Buffer.from(`\uFEFF${text}`, 'utf16le');

test.each([
  ['UTF-8', Buffer.from(text)],
  ['UTF-8 with its mark', Buffer.from(`\uFEFF${text}`)],
  ['UTF-16, little end first', utf16],
  ['UTF-16, big end first', Buffer.from(utf16).swap16()],
])('%s', async (_case, bytes) => {
  expect(await readTextFile(new Blob([new Uint8Array(bytes)]))).toBe(text);
});
