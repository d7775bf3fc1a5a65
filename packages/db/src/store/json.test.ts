import { expect, test } from 'vitest';
import { toJson } from './json.ts';

test('what PostgreSQL cannot hold becomes the replacement character', () => {
  expect(JSON.parse(toJson({ a: 'x\u0000y', b: 'z\ud800', c: 'ok 😀' }))).toEqual({ a: 'x\ufffdy', b: 'z\ufffd', c: 'ok 😀' });
});

test('text that only looks like an escape is kept', () => {
  const value = { path: '\\u0000', deeper: '\\\\u0000', end: 'a\\\u0000' };

  expect(JSON.parse(toJson(value))).toEqual({ path: '\\u0000', deeper: '\\\\u0000', end: 'a\\\ufffd' });
});

test('nothing at all is null', () => {
  expect(toJson(undefined)).toBe('null');
});
