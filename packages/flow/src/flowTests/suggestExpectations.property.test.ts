import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Plan } from '../plan/Plan.ts';
import { play, randomWorld, respond } from '../run/testing/randomWorld.ts';
import { simulate } from '../simulate/simulate.ts';
import { Expectation } from './Expectation.ts';
import { evaluateTest } from './evaluateTest.ts';
import { suggestExpectations } from './suggestExpectations.ts';

const startAt = Date.parse('2026-11-22T13:15:00Z');
const names = { title: (id: string) => ({ vi: id, en: id }), port: (_id: string, port: string) => ({ vi: port, en: port }) };

/** The same plan with every action a message, under quiet hours and a cap. */
function writing(plan: Plan): Plan {
  const steps = Object.entries(plan.steps).map(
    ([id, step], index) =>
      [id, step.kind === 'action' ? { ...step, message: { channel: index % 2 === 0 ? 'sms' : 'zalo', purpose: 'promotion' }, priceVnd: 300 } : step] as const,
  );
  return { ...plan, steps: Object.fromEntries(steps), quietHours: { from: '20:00', to: '22:00' }, frequencyCap: { messages: 2, days: 1 } };
}

const tried = randomWorld().map((world) =>
  simulate({ plan: writing(world.plan), trigger: world.trigger, startAt, behave: play(world), respond: respond(world) }),
);

test('what is suggested holds of what was seen, fits its schema, and never is nothing', () => {
  fc.assert(
    fc.property(tried, (simulation) => {
      const suggested = suggestExpectations(simulation);
      expect(suggested.length).toBeGreaterThan(0);
      expect(suggested.map((one) => Expectation.parse(one))).toEqual(suggested);
      expect(evaluateTest(suggested, simulation, names).expectations.filter(({ holds }) => !holds)).toEqual([]);
    }),
    { numRuns: 80 },
  );
});

test('a suggestion for one run breaks where another sends otherwise', () => {
  fc.assert(
    fc.property(tried, tried, (one, other) => {
      const sent = ({ messages }: typeof one) => ['sms', 'zalo'].map((channel) => messages.filter((message) => message.channel === channel).length);
      const counts = suggestExpectations(one).filter(({ type }) => type === 'messages');
      fc.pre(one.messages.length > 0);
      const isAlike = sent(one).every((count, index) => count === 0 || count === sent(other)[index]);
      expect(evaluateTest(counts, other, names).passes).toBe(isAlike);
    }),
    { numRuns: 80 },
  );
});
