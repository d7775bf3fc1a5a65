import { expect, test } from 'vitest';
import { decideRetry, type RetryDecision, type RetryStanding } from './decideRetry.ts';

const standing: RetryStanding = { phase: 'trying', first: 3, pending: 97, asked: 0, through: 0, failed: 0 };

test.each<[string, Partial<RetryStanding>, RetryDecision]>([
  ['begins with a few', { pending: 100 }, { next: 'trying', begin: 3 }],
  ['begins no more than there are', { pending: 2 }, { next: 'trying', begin: 2 }],
  ['waits for the first few', { asked: 3 }, { next: 'trying', begin: 0 }],
  ['waits for the last of the first few', { asked: 1, through: 2 }, { next: 'trying', begin: 0 }],
  ['tries another one for one that was left out', { asked: 1, through: 1 }, { next: 'trying', begin: 1 }],
  ['stops when one of the first few fails again', { asked: 1, through: 1, failed: 1 }, { next: 'stopped' }],
  ['goes on when the first few are through', { through: 3 }, { next: 'running', begin: 50 }],
  ['has fifty under way at most', { phase: 'running', asked: 40, through: 10 }, { next: 'running', begin: 10 }],
  ['begins nothing beyond that', { phase: 'running', asked: 50, through: 10 }, { next: 'running', begin: 0 }],
  ['bears a failure among the rest', { phase: 'running', asked: 5, through: 20, failed: 9 }, { next: 'running', begin: 45 }],
  ['stops when most of the rest fail', { phase: 'running', asked: 5, through: 9, failed: 10 }, { next: 'stopped' }],
  ['waits for the last', { phase: 'running', pending: 0, asked: 2, through: 98 }, { next: 'running', begin: 0 }],
  ['is done with the last', { phase: 'running', pending: 0, through: 99, failed: 1 }, { next: 'done' }],
  ['is done when there are fewer than the first few', { pending: 0, through: 2 }, { next: 'done' }],
])('it %s', (_, change, decision) => {
  expect(decideRetry({ ...standing, ...change })).toEqual(decision);
});
