import { describe, expect, test } from 'vitest';
import { addCall, breakOff, type CallEnd, type CallHistory, isAway, mend, pause, pauseEnd } from './breaker.ts';

const now = 1_000_000;

function history(ends: string, everyMs = 100): CallHistory {
  const ended: Record<string, CallEnd> = { '+': 'answered', '-': 'away' };
  return [...ends].reduce<CallHistory>(
    (known, mark, index) => addCall(known, { at: now - (ends.length - 1 - index) * everyMs, end: ended[mark] ?? 'answered' }),
    [],
  );
}

describe('a provider counts as away', () => {
  test.each<[string, boolean]>([
    ['', false],
    ['-', false],
    ['----', false],
    ['-----', true],
    ['+++++++-----', true],
    ['----+----', false],
    ['-+-+-+-+-+', false],
    ['--+--+--+-', true],
    ['--+--+--+', false],
    ['++++++++++----', false],
  ])('after %s: %s', (ends, expected) => {
    expect(isAway(history(ends), now)).toBe(expected);
  });

  test('by its last minute only', () => {
    expect(isAway(history('-----', 20_000), now)).toBe(false);
  });
});

test('probes that fail go ever later, up to five minutes', () => {
  let state = breakOff({}, { now, wasProbe: false });
  const waits = [state.broken?.probeAt ?? 0];
  for (let probe = 0; probe < 7; probe += 1) {
    state = breakOff(state, { now, wasProbe: true });
    waits.push(state.broken?.probeAt ?? 0);
  }
  expect(waits.map((at) => at - now)).toEqual([5_000, 10_000, 20_000, 40_000, 80_000, 160_000, 300_000, 300_000]);
});

test('those who were on the way when it was broken off change nothing', () => {
  const broken = breakOff({ nextAt: 7 }, { now, wasProbe: false });
  expect(breakOff(broken, { now: now + 900, wasProbe: false })).toBe(broken);
  expect(mend(broken)).toEqual({ nextAt: 7 });
});

test('a pause is never shortened', () => {
  expect(pause(pause({}, { now, pauseMs: 500 }), { now, pauseMs: 300 })).toEqual({ pausedUntil: now + 500 });
  expect(pause(pause({}, { now, pauseMs: 500 }), { now, pauseMs: 900 })).toEqual({ pausedUntil: now + 900 });
});

test('a pause lasts three days at most, and one of years that was written down before is none', () => {
  const threeDays = 3 * 86_400_000;
  const decades = { pausedUntil: now + 1_700_000_000_000 };
  expect(pause({}, { now, pauseMs: 1_700_000_000_000 })).toEqual({ pausedUntil: now + threeDays });
  expect(pause(decades, { now, pauseMs: 500 })).toEqual({ pausedUntil: now + 500 });
  expect([pauseEnd(decades, now), pauseEnd({ pausedUntil: now + threeDays }, now), pauseEnd({ pausedUntil: now }, now)]).toEqual([
    undefined,
    now + threeDays,
    undefined,
  ]);
});
