import { expect, test } from 'vitest';
import { createRedactor } from './createRedactor.ts';

const redactor = createRedactor(['s3cret/token+1', 'ab']);

test('a secret is hidden wherever it stands, in each way of writing it', () => {
  const value = { headers: [{ authorization: 'Bearer s3cret/token+1' }], url: `https://x.vn/?t=${encodeURIComponent('s3cret/token+1')}`, 's3cret/token+1': 1 };
  expect(redactor.value(value)).toEqual({ headers: [{ authorization: 'Bearer •••' }], url: 'https://x.vn/?t=•••', '•••': 1 });
  expect(redactor.text(Buffer.from('s3cret/token+1').toString('base64'))).toBe('•••');
});

test('short values and other types stay readable', () => {
  const at = new Date(0);
  expect(redactor.value({ a: 'cab', n: 1, none: null, at })).toEqual({ a: 'cab', n: 1, none: null, at });
});
