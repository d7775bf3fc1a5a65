import fc from 'fast-check';
import { expect, test } from 'vitest';
import { play, randomWorld, respond } from '../testing/randomWorld.ts';
import { rowsOf } from '../testing/rowsOf.ts';
import { walkThrough } from '../testing/walkThrough.ts';
import { planRestart } from './planRestart.ts';
import { placeKey } from './StoryRow.ts';

const startAt = Date.parse('2026-11-22T03:15:00Z');

test('any step that ran can be restarted from in its own version', () => {
  fc.assert(
    fc.property(randomWorld(), fc.nat(), (world, choice) => {
      const { plan, trigger } = world;
      const rows = rowsOf(walkThrough({ plan, trigger, startAt, behave: play(world), respond: respond(world) }).records);
      const from = rows[choice % rows.length] ?? { scope: 'root', stepId: 'start' };
      expect(planRestart({ plan, trigger, rows, from, messages: [] })).not.toBeNull();
    }),
    { numRuns: 150 },
  );
});

test('in any other version, with any other list, it is a restart that does the step, or none; never an error', () => {
  fc.assert(
    fc.property(randomWorld(), randomWorld(), fc.nat(), (former, now, choice) => {
      const rows = rowsOf(walkThrough({ ...former, startAt, behave: play(former), respond: respond(former) }).records);
      const from = rows[choice % rows.length] ?? { scope: 'root', stepId: 'start' };
      const { plan, trigger } = now;
      const planned = planRestart({ plan, trigger, rows, from, messages: [] });
      if (planned === null) return;
      const again = walkThrough({ plan, trigger, startAt, behave: play(now), respond: respond(now), from: planned.state });
      expect(again.records.map(placeKey)).toContain(placeKey(from));
    }),
    { numRuns: 400 },
  );
});
