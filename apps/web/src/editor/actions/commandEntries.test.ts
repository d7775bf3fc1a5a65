import { expect, test } from 'vitest';
import { type CommandEntry, findEntries } from './commandEntries.ts';

const entry = (section: CommandEntry['section'], title: string, searchable = title): CommandEntry => ({
  key: title,
  section,
  title,
  searchable,
  run: () => undefined,
});
const titles = (entries: readonly CommandEntry[]) => entries.map(({ title }) => title);

const all = [entry('add', 'Đợi', 'Đợi Wait'), entry('go', 'Đợi 3 ngày'), entry('do', 'Xem toàn bộ'), entry('do', 'Sắp xếp gọn cả quy trình')];

test('commands come first, then steps, then what can be added', () => {
  expect(titles(findEntries(all, ''))).toEqual(['Xem toàn bộ', 'Sắp xếp gọn cả quy trình', 'Đợi 3 ngày', 'Đợi']);
});

test('tone marks and case need not be typed', () => {
  expect(titles(findEntries(all, 'SAP xep'))).toEqual(['Sắp xếp gọn cả quy trình']);
  expect(titles(findEntries(all, 'doi'))).toEqual(['Đợi 3 ngày', 'Đợi']);
});

test('further words find an entry, too, after those whose title begins so', () => {
  const entries = [entry('do', 'Bỏ chọn'), entry('do', 'Xoá', 'Xoá bo di'), entry('do', 'Một bó')];
  expect(titles(findEntries(entries, 'bo'))).toEqual(['Bỏ chọn', 'Một bó', 'Xoá']);
});

test('nothing fits a word that is nowhere', () => {
  expect(findEntries(all, 'khong co')).toEqual([]);
});
