import { randomInt } from 'node:crypto';

const words = [
  'sen',
  'tre',
  'mai',
  'dao',
  'cam',
  'quyt',
  'lua',
  'song',
  'nui',
  'may',
  'nang',
  'gio',
  'trang',
  'bien',
  'rung',
  'hoa',
  'sach',
  'but',
  'giay',
  'den',
];

/** Easy to read out and type: three words and a number. */
export function newPassword(): string {
  const word = () => words[randomInt(words.length)];
  return `${word()}-${word()}-${word()}-${randomInt(1000, 10_000)}`;
}
