import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Plan } from '../../plan/Plan.ts';
import type { StepRecord } from '../RunPorts.ts';
import { play, type RandomWorld, randomWorld, respond } from '../testing/randomWorld.ts';
import { rowsOf } from '../testing/rowsOf.ts';
import { walkThrough } from '../testing/walkThrough.ts';
import { rebuildState } from './rebuildState.ts';
import { bodiesAround, placeKey, type StepPlace } from './StoryRow.ts';

const startAt = Date.parse('2026-11-22T03:15:00Z');
const line = (record: StepRecord) => JSON.stringify(record);
const inWorld = (world: RandomWorld) => ({ ...world, startAt, behave: play(world), respond: respond(world) });

test('a run made from its rows is the run that wrote them, and ends as it would have', () => {
  fc.assert(
    fc.property(randomWorld(), fc.array(fc.boolean(), { maxLength: 30 }), (world, choices) => {
      const straight = walkThrough(inWorld(world));
      const rebuilt = walkThrough({
        ...inWorld(world),
        isRehosted: (move) => choices[move] ?? true,
        restore({ state, records }) {
          const rows = rowsOf(records);
          const made = rebuildState({ plan: world.plan, trigger: world.trigger, rows });
          expect(made.state).toEqual(state);
          expect(made.kept).toEqual(rows);
          return made;
        },
      });
      // What is stopped in one moment is told in any order.
      expect(rebuilt.records.map(line).sort()).toEqual(straight.records.map(line).sort());
      expect(rebuilt.outcomes).toEqual(straight.outcomes);
    }),
    { numRuns: 120 },
  );
});

test('a run restarted from a step does that step and what follows, and nothing before it again', () => {
  fc.assert(
    fc.property(randomWorld(), fc.nat(), (world, choice) => {
      const rows = rowsOf(walkThrough(inWorld(world)).records);
      const from = rows[choice % rows.length] ?? { scope: 'root', stepId: 'start' };
      const { state, kept } = rebuildState({ plan: world.plan, trigger: world.trigger, rows, from });
      const again = walkThrough({ ...inWorld(world), from: state });
      const redone = new Set(again.records.map(placeKey));

      expect(again.outcomes).toHaveLength(1);
      expect(redone).toContain(placeKey(from));
      for (const row of rows) {
        const stays = row.port !== null && relation(world.plan, { from, row }) === 'apart';
        if (stays) expect([kept.includes(row), redone.has(placeKey(row))]).toEqual([true, false]);
      }
      expect(kept.filter((row) => relation(world.plan, { from, row }) === 'after')).toEqual([]);
    }),
    { numRuns: 150 },
  );
});

test('a restarted run can itself be made from its rows, at any point', () => {
  fc.assert(
    fc.property(randomWorld(), fc.nat(), fc.nat(20), (world, choice, move) => {
      const rows = rowsOf(walkThrough(inWorld(world)).records);
      const from = rows[choice % rows.length] ?? { scope: 'root', stepId: 'start' };
      const { state, kept } = rebuildState({ plan: world.plan, trigger: world.trigger, rows, from });
      const straight = walkThrough({ ...inWorld(world), from: state });
      const moved = walkThrough({
        ...inWorld(world),
        from: state,
        isRehosted: (at) => at === move,
        restore: ({ records }) => {
          const later = rowsOf(records);
          const told = new Set(later.map(placeKey));
          return rebuildState({ plan: world.plan, trigger: world.trigger, rows: [...kept.filter((row) => !told.has(placeKey(row))), ...later] });
        },
      });
      expect(moved.outcomes).toEqual(straight.outcomes);
    }),
    { numRuns: 100 },
  );
});

test('rows that lag behind what happened lead to the same end', () => {
  fc.assert(
    fc.property(randomWorld({ canEndEarly: false, hasAwaits: false, containers: 'calm' }), fc.nat(), (world, cut) => {
      const straight = walkThrough(inWorld(world));
      const known = straight.records.slice(0, cut % (straight.records.length + 1));
      const { state } = rebuildState({ plan: world.plan, trigger: world.trigger, rows: rowsOf(known) });
      const goneOn = walkThrough({ ...inWorld(world), startAt: known.at(-1)?.at ?? startAt, from: state });

      const ends = (records: readonly StepRecord[]) => new Set(rowsOf(records).map((row) => `${placeKey(row)} ${row.state} ${row.port}`));
      expect(goneOn.outcomes.map((outcome) => outcome.state)).toEqual(straight.outcomes.map((outcome) => outcome.state));
      expect(ends([...known, ...goneOn.records])).toEqual(ends(straight.records));
    }),
    { numRuns: 150 },
  );
});

/** Where a step that ran stands to the one that is done again: the step itself or `after` it, a container `around` it, or `apart` from it. */
function relation(plan: Plan, { from, row }: { from: StepPlace; row: StepPlace }): 'after' | 'around' | 'apart' {
  const chain = (place: StepPlace) => [...bodiesAround(place), { ...place, index: 0 }];
  const [ours, its] = [chain(from), chain(row)];
  for (const [depth, { stepId, index }] of its.entries()) {
    const here = ours[depth];
    if (here === undefined) return 'after';
    if (stepId !== here.stepId) return reaches(plan, here.stepId, stepId) || isHandling(plan, { from: here.stepId, step: stepId }) ? 'after' : 'apart';
    if (depth === its.length - 1) return depth === ours.length - 1 ? 'after' : 'around';
    if (depth === ours.length - 1) return 'after';
    if (index !== here.index) return plan.steps[stepId]?.kind === 'repeat' && index > here.index ? 'after' : 'apart';
  }
  return 'apart';
}

/** What an error handler did is undone with the failure, unless it is in the handler that the run is taken up. */
function isHandling(plan: Plan, { from, step }: { from: string; step: string }): boolean {
  const { errorHandler } = plan;
  const isOfHandler = (id: string) => errorHandler !== undefined && (id === errorHandler || reaches(plan, errorHandler, id));
  return isOfHandler(step) && !isOfHandler(from);
}

function reaches(plan: Plan, from: string, to: string): boolean {
  const edges = Object.values(plan.levels).flatMap((level) => level.edges);
  const next = edges.filter((edge) => edge.from === from).map((edge) => edge.to);
  return next.some((step) => step === to || reaches(plan, step, to));
}
