import { expect, test } from 'vitest';
import { isData, withValue } from './withValue.ts';

test('one value is changed, in a record or a list, and the former data stays as it is', () => {
  const lines = [{ title: 'A' }, { title: 'B' }];
  expect(withValue({ phone: '0912', lines }, 'phone', '0987')).toEqual({ phone: '0987', lines });
  expect(withValue(lines, 1, { title: 'C' })).toEqual([{ title: 'A' }, { title: 'C' }]);
  expect(lines[1]).toEqual({ title: 'B' });
  expect(withValue('text', 'x', 1)).toBe('text');
});

test('lists and single values are no input', () => {
  expect([{}, [], null, 'x', 1].map(isData)).toEqual([true, false, false, false, false]);
});
