import { expect, test } from 'vitest';
import { capOutput } from './capOutput.ts';

test('an output that fits is handed on untouched', () => {
  const output = { messageId: 'm1', rows: [1, 2, 3] };

  expect(capOutput(output, 1_000)).toBe(output);
});

test('a longer one keeps its fields with long texts and lists cut, and says so', () => {
  const output = capOutput({ id: 'o1', body: 'x'.repeat(50_000), rows: Array.from({ length: 9_000 }, (_, at) => at) }, 4_096);

  expect(Buffer.byteLength(JSON.stringify(output))).toBeLessThanOrEqual(4_096);
  expect(output).toMatchObject({ id: 'o1', noiShortened: true, body: expect.stringMatching(/^x+…$/) });
});

test('one with more fields than fit becomes a mere note', () => {
  const wide = Object.fromEntries(Array.from({ length: 2_000 }, (_, at) => [`field${at}`, at]));

  expect(capOutput(wide, 1_000)).toEqual({ noiShortened: true });
});

test('the zero character, which Postgres cannot keep, is dropped', () => {
  expect(capOutput({ text: 'a\u0000b' })).toEqual({ text: 'ab' });
});
