import fc from 'fast-check';
import { expect, test } from 'vitest';
import { simulate } from '../simulate/simulate.ts';
import { expectedRun } from './testing/expectedRun.ts';
import { takes } from './testing/expectedStep.ts';
import { play, type RandomWorld, randomWorld, respond } from './testing/randomWorld.ts';
import { walkThrough } from './testing/walkThrough.ts';

const startAt = Date.parse('2026-11-22T03:15:00Z');
const live = (world: RandomWorld) => ({ plan: world.plan, trigger: world.trigger, startAt, behave: play(world), respond: respond(world) });
const final = new Set(['done', 'failed', 'skipped', 'stopped']);

test('any valid plan ends, once, whatever its effects do', () => {
  fc.assert(
    fc.property(randomWorld(), (world) => {
      const { outcomes, run } = walkThrough(live(world));
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
      const { records } = walkThrough(live(world));
      const tries = records.filter((line) => line.state === 'running').map((line) => `${line.scope}/${line.stepId}#${line.visit}@${line.attempt}`);
      expect(new Set(tries).size).toBe(tries.length);

      const ends = records.filter((line) => final.has(line.state)).map((line) => `${line.scope}/${line.stepId}#${line.visit}`);
      expect(new Set(ends).size).toBe(ends.length);
      expect(new Set(ends)).toEqual(new Set(records.map((line) => `${line.scope}/${line.stepId}#${line.visit}`)));
    }),
    { numRuns: 200 },
  );
});

test('joins, dead paths, loops, races, failures and stops follow the rules as the reference writes them', () => {
  fc.assert(
    fc.property(randomWorld({ mostSteps: 14 }), (world) => follows(world)),
    { numRuns: 400 },
  );
});

test('so they do where nothing ends the run early', () => {
  fc.assert(
    fc.property(randomWorld({ canEndEarly: false, mostSteps: 16 }), (world) => follows(world)),
    { numRuns: 300 },
  );
});

/** Each visit that the rules have comes, ends as they say, and no other does. */
function follows(world: RandomWorld): void {
  const expected = expectedRun(world, startAt);
  fc.pre(expected !== null);
  const { records, outcomes } = walkThrough({ ...live(world), takes });
  const ends = new Map(records.filter((line) => final.has(line.state)).map((line) => [`${line.scope}/${line.stepId}`, line]));

  expect(outcomes[0]?.state).toBe(expected.outcome);
  const visits = new Map(expected.visits.map((visit) => [visit.key, visit]));
  expect([...ends.keys()].filter((key) => !visits.has(key))).toEqual([]);
  for (const { key, port, state, end } of visits.values()) {
    if (state === 'maybe') continue;
    const line = ends.get(key);
    expect([key, line?.state === 'stopped', line?.port ?? null]).toEqual([key, state === 'stopped', state === 'stopped' ? null : port]);
    expect([key, line?.at]).toEqual([key, expect.closeTo(end, 3)]);
  }
}

test('no step begins before every wire into it is decided', () => {
  fc.assert(
    fc.property(randomWorld(), (world) => {
      const { records } = walkThrough(live(world));
      const scopes = new Set(records.map(({ scope }) => scope));
      for (const { from, to } of Object.values(world.plan.levels).flatMap(({ edges }) => edges)) {
        for (const scope of scopes) {
          const began = records.findIndex((line) => line.scope === scope && line.stepId === to);
          const ended = records.findLastIndex((line) => line.scope === scope && line.stepId === from);
          if (began >= 0 && ended >= 0) expect(began).toBeGreaterThan(ended);
        }
      }
    }),
    { numRuns: 150 },
  );
});

test('a run that is stored and restored at every move tells the same story', () => {
  fc.assert(
    fc.property(randomWorld(), (world) => {
      const straight = walkThrough(live(world));
      const moved = walkThrough({ ...live(world), isRehosted: () => true });
      expect(moved.records).toEqual(straight.records);
      expect(moved.outcomes).toEqual(straight.outcomes);
    }),
    { numRuns: 150 },
  );
});

test('a run that is stored and restored at some moves tells the same story', () => {
  fc.assert(
    fc.property(randomWorld(), fc.array(fc.boolean(), { maxLength: 30 }), (world, choices) => {
      const straight = walkThrough(live(world));
      const moved = walkThrough({ ...live(world), isRehosted: (move) => choices[move] ?? false });
      expect(moved.records).toEqual(straight.records);
    }),
    { numRuns: 150 },
  );
});

test('the simulator tells the story that a walk of a single token tells', () => {
  fc.assert(
    fc.property(randomWorld({ isNarrow: true }), (world) => {
      const walked = walkThrough(live(world));
      const simulated = simulate(live(world));
      expect(simulated.records).toEqual(walked.records);
      expect(simulated.outcome).toEqual(walked.outcomes[0]);
    }),
    { numRuns: 150 },
  );
});
