import { describe, expect, test } from 'vitest';
import type { StepError } from './RunPorts.ts';
import { retryDecision } from './retryDecision.ts';

const now = Date.parse('2026-11-22T10:00:00+07:00');

function ask(error: Partial<StepError>, attempt = 1, token = 'root/send#1@1') {
  const whole: StepError = { kind: 'unavailable', text: { vi: 'Bận.', en: 'Busy.' }, repeatable: true, ...error };
  return retryDecision({ error: whole, attempt, now, token, timezone: 'Asia/Ho_Chi_Minh' });
}

function delay(error: Partial<StepError>, attempt = 1): number {
  const decision = ask(error, attempt);
  return 'retryAt' in decision ? decision.retryAt - now : Number.NaN;
}

describe('a provider that is away', () => {
  test.each([
    [1, 2_000],
    [2, 4_000],
    [5, 32_000],
    [12, 3_600_000],
    [40, 3_600_000],
  ])('is tried again after try %i in about %i ms', (attempt, ms) => {
    expect(delay({}, attempt)).toBeGreaterThanOrEqual(ms);
    expect(delay({}, attempt)).toBeLessThanOrEqual(ms * 1.2);
  });

  test('is never asked before the time it named', () => {
    expect(delay({ kind: 'rate_limited', retryAfterMs: 90_000 })).toBeGreaterThanOrEqual(90_000);
  });

  test('that named a time days away is left alone until then', () => {
    expect(delay({ kind: 'unavailable', retryAfterMs: 2 * 86_400_000 })).toBeGreaterThanOrEqual(2 * 86_400_000);
  });

  test('is given up after three days', () => {
    expect(ask({}, 200)).toEqual({ giveUp: true });
  });

  test('is asked at different times under different tokens, and always the same under one', () => {
    expect(ask({}, 8, 'a')).toEqual(ask({}, 8, 'a'));
    expect(ask({}, 8, 'a')).not.toEqual(ask({}, 8, 'b'));
  });
});

describe('a used-up quota', () => {
  test('is tried at the time the provider named', () => {
    expect(ask({ kind: 'quota', retryAt: '2026-12-01T00:00:00+07:00' })).toEqual({ retryAt: Date.parse('2026-12-01T00:00:00+07:00') });
  });

  test.each([undefined, 'soon', '2020-01-01T00:00:00Z'])('without a time to come (%s) is tried next morning in the flow’s timezone', (retryAt) => {
    const morning = Date.parse('2026-11-23T06:00:00+07:00') - now;
    const waits = delay(retryAt === undefined ? { kind: 'quota' } : { kind: 'quota', retryAt });
    expect(waits).toBeGreaterThanOrEqual(morning);
    expect(waits).toBeLessThanOrEqual(morning + 600_000);
  });
});

test('a lost answer is repeated only where that does no harm', () => {
  expect(delay({ kind: 'timeout', repeatable: true })).toBeGreaterThan(0);
  expect(ask({ kind: 'timeout', repeatable: false })).toEqual({ giveUp: true });
});

test.each(['invalid_input', 'unauthorized', 'rejected', 'unknown_outcome', 'bug'] as const)('%s is never tried again', (kind) => {
  expect(ask({ kind })).toEqual({ giveUp: true });
});
