import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decideApproval } from './decideApproval.ts';

const aCase = fc.integer({ min: 1, max: 7 }).chain((size) => {
  const approvers = Array.from({ length: size }, (_, nr) => `p${nr}@shop.vn`);
  return fc.record({
    approvers: fc.constant(approvers),
    needed: fc.integer({ min: 1, max: size }),
    canVeto: fc.boolean(),
    order: fc.shuffledSubarray(approvers, { minLength: size, maxLength: size }),
    words: fc.array(fc.constantFrom('approve' as const, 'reject' as const), { minLength: size, maxLength: size }),
  });
});

test('once everybody has spoken it is decided, and what was decided before never turns', () => {
  fc.assert(
    fc.property(aCase, ({ order, words, ...question }) => {
      const votes = order.map((email, nr) => ({ email, decision: words[nr] ?? ('approve' as const) }));
      const course = votes.map((_, nr) => decideApproval(question, votes.slice(0, nr + 1)));
      const first = course.find((decision) => decision !== 'open');
      expect(course.at(-1)).not.toBe('open');
      // With a veto, agreement of enough people may come before the refusal that would have ended it.
      if (!question.canVeto) expect(new Set(course.slice(course.findIndex((decision) => decision !== 'open')))).toEqual(new Set([first]));
      const agreed = votes.filter(({ decision }) => decision === 'approve').length;
      const expected = question.canVeto ? agreed === votes.length : agreed >= question.needed;
      expect(course.at(-1)).toBe(expected ? 'approved' : 'rejected');
    }),
  );
});

test('it is rejected only when no way is left to agree', () => {
  fc.assert(
    fc.property(aCase, fc.nat(), ({ order, words, ...question }, spoken) => {
      const votes = order.slice(0, spoken % (order.length + 1)).map((email, nr) => ({ email, decision: words[nr] ?? ('approve' as const) }));
      const best = order.slice(votes.length).map((email) => ({ email, decision: 'approve' as const }));
      const hope = decideApproval(question, [...votes, ...best]) === 'approved';
      expect(decideApproval(question, votes) === 'rejected').toBe(!hope);
    }),
  );
});
