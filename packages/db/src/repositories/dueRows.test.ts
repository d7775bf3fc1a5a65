import { expect, test } from 'vitest';
import { dueRows } from './dueRows.ts';

test.each([
  ['slow: one by one', { perMinute: 6, nextAt: 0, now: 0, left: 9 }, { count: 1, nextAt: 10_000 }],
  ['fast: a second at a time', { perMinute: 120, nextAt: 0, now: 0, left: 9 }, { count: 2, nextAt: 1_000 }],
  ['woken late: the pace is kept', { perMinute: 120, nextAt: 0, now: 300, left: 9 }, { count: 3, nextAt: 1_500 }],
  ['an hour missed: no burst', { perMinute: 120, nextAt: 0, now: 3_600_000, left: 9 }, { count: 2, nextAt: 3_601_000 }],
  ['never more than are left', { perMinute: 6_000, nextAt: 0, now: 0, left: 3 }, { count: 3, nextAt: 30 }],
])('%s', (_case, pace, expected) => {
  expect(dueRows(pace)).toEqual(expected);
});

test.each([1, 7, 45, 60, 100, 999, 6_000])('%i a minute are never more over ten minutes, however late each wake', (perMinute) => {
  let [now, nextAt, rows] = [0, 0, 0];
  for (let turn = 0; now < 600_000; turn++) {
    const due = dueRows({ perMinute, nextAt, now, left: 1_000_000 });
    rows += due.count;
    nextAt = due.nextAt;
    now = nextAt + ((turn * 37) % 500);
  }
  // A second's worth may have gone out ahead.
  expect(rows).toBeLessThanOrEqual(perMinute * 10 + Math.ceil(perMinute / 60) + 1);
  expect(rows).toBeGreaterThan(perMinute * 9.5 - 2);
});
