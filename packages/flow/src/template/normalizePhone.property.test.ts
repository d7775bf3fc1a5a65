import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatPhone } from './formatPhone.ts';
import { normalizePhone } from './normalizePhone.ts';

const mobile = fc
  .tuple(fc.constantFrom('32', '39', '56', '70', '79', '81', '84', '85', '89', '90', '98'), fc.integer({ min: 0, max: 9_999_999 }))
  .map(([prefix, rest]) => prefix + String(rest).padStart(7, '0'));

test('one number, however it is written, reads the same', () => {
  fc.assert(
    fc.property(mobile, (digits) => {
      const expected = { e164: `+84${digits}`, national: `0${digits}`, kind: 'mobile' };
      const ways = [
        `0${digits}`,
        `+84${digits}`,
        `84${digits}`,
        `0084${digits}`,
        `+84 (0)${digits}`,
        digits,
        `0${digits}`.replace(/(\d{4})(\d{3})(\d{3})/, '$1.$2.$3'),
        formatPhone(`0${digits}`),
      ];
      for (const written of ways) expect(normalizePhone(written)).toEqual(expected);
    }),
  );
});

test('any text gives nothing, or a number that reads as itself', () => {
  const cells = fc.oneof(fc.string(), fc.stringMatching(/^[0-9 .+()/-]{0,24}$/));
  fc.assert(
    fc.property(cells, (cell) => {
      const phone = normalizePhone(cell);
      if (phone) expect([normalizePhone(phone.e164), normalizePhone(phone.national)]).toEqual([phone, phone]);
    }),
    { numRuns: 500 },
  );
});
