import fc from 'fast-check';
import { expect, test } from 'vitest';
import { simulate } from '../simulate/simulate.ts';
import { expectedPorts } from './testing/expectedRun.ts';
import { play, randomWorld } from './testing/randomWorld.ts';
import { walkThrough } from './testing/walkThrough.ts';

const startAt = Date.parse('2026-11-22T03:15:00Z');
const final = new Set(['done', 'failed', 'skipped', 'stopped']);

test('any valid plan ends, once, whatever its effects do', () => {
  fc.assert(
    fc.property(randomWorld(), (world) => {
      const { outcomes, run } = walkThrough({ ...world, startAt, behave: play(world) });
      expect(outcomes).toHaveLength(1);
      expect(run.isEnded).toBe(true);
      expect(JSON.stringify(run.state)).not.toContain('"open"');
    }),
    { numRuns: 200 },
  );
});

test('a step begins at most once per visit, and ends exactly once if it began', () => {
  fc.assert(
    fc.property(randomWorld(), (world) => {
      const { records } = walkThrough({ ...world, startAt, behave: play(world) });
      const tries = records.filter((line) => line.state === 'running').map((line) => `${line.stepId}#${line.visit}@${line.attempt}`);
      expect(new Set(tries).size).toBe(tries.length);

      const ends = records.filter((line) => final.has(line.state)).map((line) => `${line.stepId}#${line.visit}`);
      expect(new Set(ends).size).toBe(ends.length);
      expect(new Set(ends)).toEqual(new Set(records.map((line) => `${line.stepId}#${line.visit}`)));
    }),
    { numRuns: 200 },
  );
});

test('joins and dead paths follow the rules as the reference writes them', () => {
  fc.assert(
    fc.property(randomWorld({ canEndEarly: false, mostSteps: 16 }), (world) => {
      const { records } = walkThrough({ ...world, startAt, behave: play(world) });
      const taken = new Map(records.flatMap((line) => (final.has(line.state) ? [[line.stepId, line.port] as const] : [])));
      expect(taken).toEqual(expectedPorts(world));
    }),
    { numRuns: 200 },
  );
});

test('no step begins before every wire into it is decided', () => {
  fc.assert(
    fc.property(randomWorld({ canEndEarly: false }), (world) => {
      const { records } = walkThrough({ ...world, startAt, behave: play(world) });
      const ports = expectedPorts(world);
      const began = (stepId: string) => records.findIndex((line) => line.stepId === stepId);
      const ended = (stepId: string) => records.findLastIndex((line) => line.stepId === stepId);
      for (const { from, to } of world.plan.levels.root?.edges ?? []) {
        if (ports.has(from) && ports.has(to)) expect(began(to)).toBeGreaterThan(ended(from));
      }
    }),
    { numRuns: 150 },
  );
});

test('a run that is stored and restored at every move tells the same story', () => {
  fc.assert(
    fc.property(randomWorld(), (world) => {
      const straight = walkThrough({ ...world, startAt, behave: play(world) });
      const moved = walkThrough({ ...world, startAt, behave: play(world), isRehosted: () => true });
      expect(moved.records).toEqual(straight.records);
      expect(moved.outcomes).toEqual(straight.outcomes);
    }),
    { numRuns: 150 },
  );
});

test('a run that is stored and restored at some moves tells the same story', () => {
  fc.assert(
    fc.property(randomWorld(), fc.array(fc.boolean(), { maxLength: 30 }), (world, choices) => {
      const straight = walkThrough({ ...world, startAt, behave: play(world) });
      const moved = walkThrough({ ...world, startAt, behave: play(world), isRehosted: (move) => choices[move] ?? false });
      expect(moved.records).toEqual(straight.records);
    }),
    { numRuns: 150 },
  );
});

test('the simulator tells the story that a walk of a single token tells', () => {
  fc.assert(
    fc.property(randomWorld({ isNarrow: true }), (world) => {
      const walked = walkThrough({ ...world, startAt, behave: play(world) });
      const simulated = simulate({ plan: world.plan, trigger: world.trigger, startAt, behave: play(world) });
      expect(simulated.records).toEqual(walked.records);
      expect(simulated.outcome).toEqual(walked.outcomes[0]);
    }),
    { numRuns: 150 },
  );
});
