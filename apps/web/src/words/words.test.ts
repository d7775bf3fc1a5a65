import { expect, test } from 'vitest';
import { en } from './en/index.ts';
import { flatWords } from './testing/flatWords.ts';
import { vi } from './vi/index.ts';

const vietnamese = flatWords(vi);
const english = flatWords(en);

test('both languages have the same keys', () => {
  expect(Object.keys(english).sort()).toEqual(Object.keys(vietnamese).sort());
});

test.each([
  ['vi', vietnamese],
  ['en', english],
])('no %s text is empty or shouts', (_language, words) => {
  const wrong = Object.entries(words).filter(([, text]) => text.trim() === '' || text.includes('!'));
  expect(wrong).toEqual([]);
});

test('both languages fill the same blanks', () => {
  const blanks = (text: string | undefined) => [...(text ?? '').matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]).sort();
  const wrong = Object.keys(vietnamese).filter((key) => blanks(vietnamese[key]).join() !== blanks(english[key]).join());
  expect(wrong).toEqual([]);
});
