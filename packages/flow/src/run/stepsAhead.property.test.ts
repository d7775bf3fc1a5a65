import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ExecuteRequest, ExecuteResult } from './RunPorts.ts';
import { mostAhead } from './stepsAhead.ts';
import { play, randomWorld, respond } from './testing/randomWorld.ts';
import { walkThrough } from './testing/walkThrough.ts';

test('what is said to be ahead is asked for next, in that order and with that data, in any plan', () => {
  let longest = 0;
  fc.assert(
    fc.property(fc.oneof(randomWorld({ mostSteps: 14 }), randomWorld({ isNarrow: true, mostSteps: 14 })), (world) => {
      let coming: { readonly tokens: readonly string[]; readonly data: ExecuteRequest['data'] } | null = null;
      const answer = play(world);
      const behave = (request: ExecuteRequest): ExecuteResult => {
        const result = answer(request);
        const { ahead = [], data, stepId } = request;
        longest = Math.max(longest, ahead.length);
        const goesOn = result.outcome === 'done' || result.outcome === 'skipped';
        const after = result.outcome === 'done' ? { ...data, steps: { ...data.steps, [stepId]: result.output } } : data;
        coming = goesOn && ahead.length > 0 ? { tokens: ahead.map(({ token }) => token), data: after } : null;
        return result;
      };
      const takes = ({ token, data, ahead = [] }: ExecuteRequest) => {
        if (coming === null) return 0;
        expect(token).toBe(coming.tokens[0]);
        expect(data).toEqual(coming.data);
        // The rest is still ahead; more may have come into sight.
        expect(ahead.map((one) => one.token).slice(0, coming.tokens.length - 1)).toEqual(coming.tokens.slice(1));
        coming = null;
        return 0;
      };
      walkThrough({ plan: world.plan, trigger: world.trigger, behave, takes, respond: respond(world) });
      expect(coming).toBeNull();
    }),
    { numRuns: 400 },
  );
  expect(longest).toBeGreaterThan(0);
  expect(longest).toBeLessThanOrEqual(mostAhead);
});
