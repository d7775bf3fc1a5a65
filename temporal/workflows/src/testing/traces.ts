import { type Simulation, type StepRecord, simulate } from '@noi/flow';
import { play, type RandomWorld, respond } from '@noi/flow/testing';

/** What a line says apart from the clock: real calls take time, simulated ones none. */
export function timeless({ at: _at, until: _until, ...line }: StepRecord): Omit<StepRecord, 'at' | 'until'> {
  return line;
}

const rank = (state: StepRecord['state']) => (state === 'running' ? 0 : state === 'waiting' || state === 'retrying' ? 1 : 2);

/** Each visit of a step, in whatever scope, with its lines as they follow each other; those that a slow call takes along are written late. */
export function byVisit(lines: readonly StepRecord[]): Record<string, unknown[]> {
  const records = [...lines].sort((a, b) => a.attempt - b.attempt || rank(a.state) - rank(b.state));
  const visits: Record<string, unknown[]> = {};
  for (const line of records) {
    const key = `${line.scope}/${line.stepId}`;
    visits[key] = [...(visits[key] ?? []), timeless(line)];
  }
  return visits;
}

/** What the world's run does in the simulator. */
export const simulated = (world: RandomWorld, seed: string): Simulation =>
  simulate({ plan: world.plan, trigger: world.trigger, startAt: Date.now(), behave: play(world), respond: respond(world), seed });
