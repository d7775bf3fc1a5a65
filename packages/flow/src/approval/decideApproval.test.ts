import { expect, test } from 'vitest';
import { type ApprovalDecision, decideApproval } from './decideApproval.ts';

const people = (count: number) => Array.from({ length: count }, (_, nr) => `p${nr}@shop.vn`);
/** `+` agrees, `-` refuses, `.` is silent; one sign for each person in order. */
const votes = (signs: string) =>
  [...signs].flatMap((sign, nr) => (sign === '.' ? [] : [{ email: `p${nr}@shop.vn`, decision: sign === '+' ? ('approve' as const) : ('reject' as const) }]));

test.each<[needed: number, of: number, signs: string, without: ApprovalDecision, withVeto: ApprovalDecision]>([
  [1, 1, '.', 'open', 'open'],
  [1, 1, '+', 'approved', 'approved'],
  [1, 1, '-', 'rejected', 'rejected'],
  [1, 3, '-..', 'open', 'rejected'],
  [1, 3, '--.', 'open', 'rejected'],
  [1, 3, '---', 'rejected', 'rejected'],
  [1, 3, '--+', 'approved', 'rejected'],
  [2, 3, '+..', 'open', 'open'],
  [2, 3, '+-.', 'open', 'rejected'],
  [2, 3, '+-+', 'approved', 'rejected'],
  [2, 3, '--.', 'rejected', 'rejected'],
  [3, 3, '..-', 'rejected', 'rejected'],
  [3, 3, '+++', 'approved', 'approved'],
  // More are needed than there are: all of them.
  [5, 2, '+.', 'open', 'open'],
  [5, 2, '++', 'approved', 'approved'],
  [0, 2, '..', 'open', 'open'],
  [1, 0, '', 'open', 'open'],
])('%i of %i, %s: %s, with veto %s', (needed, of, signs, without, withVeto) => {
  const approvers = people(of);
  expect(decideApproval({ needed, approvers, canVeto: false }, votes(signs))).toBe(without);
  expect(decideApproval({ needed, approvers, canVeto: true }, votes(signs))).toBe(withVeto);
});

test('a person counts once, by the last word, however the address is written; strangers do not count', () => {
  const question = { needed: 2, canVeto: true, approvers: ['Lan@Shop.vn', 'minh@shop.vn', 'MINH@shop.vn '] };
  const lan = { email: ' lan@shop.vn', decision: 'approve' } as const;
  expect(decideApproval(question, [{ ...lan, decision: 'reject' }, lan])).toBe('open');
  expect(decideApproval(question, [lan, lan, { email: 'ai@khac.vn', decision: 'reject' }])).toBe('open');
  expect(decideApproval(question, [lan, { email: 'Minh@shop.vn', decision: 'approve' }])).toBe('approved');
});
