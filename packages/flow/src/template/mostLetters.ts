import type { Text } from '@noi/events';

/** Letters of one text that templates and filters may make: far more than any message has, and few enough that no text, however it is made, fills a process. */
export const mostLetters = 1_000_000;

export const tooLong: Text = {
  vi: 'Nội dung ghép ra dài quá một triệu ký tự. Hãy dùng ít dữ liệu hơn.',
  en: 'The text that is put together is longer than a million characters. Use less data.',
};
