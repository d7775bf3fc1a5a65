import fc from 'fast-check';
import { expect, test } from 'vitest';
import { idempotencyKey } from './idempotencyKey.ts';

const visit = fc.record({ runId: fc.uuid(), scope: fc.string(), stepId: fc.string(), visit: fc.integer({ min: 1, max: 9 }) });

test('a key fits every provider, and two visits share one only when they are the same visit', () => {
  fc.assert(
    fc.property(visit, visit, (one, other) => {
      expect(idempotencyKey(one)).toMatch(/^[A-Za-z0-9_-]{1,40}$/);
      expect(idempotencyKey(one) === idempotencyKey(other)).toBe(JSON.stringify(one) === JSON.stringify(other));
    }),
  );
});
