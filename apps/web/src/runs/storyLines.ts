import type { ApiOutputs } from '../api/trpc.ts';

type StepRun = ApiOutputs['runs']['get']['steps'][number];

/** One item of a loop, one round, or the branches of a container: what ran in one scope of its body. */
export interface StoryRound {
  /** From 0. */
  readonly index: number;
  readonly lines: readonly StoryLine[];
}

/** One step run, with what ran inside of it. */
export interface StoryLine {
  readonly row: StepRun;
  readonly rounds: readonly StoryRound[];
}

/**
 * The rows of a run as people read them: in the order in which they began, what ran in a body below its container. Of what began in the same moment, what
 * comes first in `reading`, the ids of all steps from top to bottom.
 */
export function storyLines(steps: readonly StepRun[], reading: Iterable<string>): readonly StoryLine[] {
  const byScope = new Map<string, StepRun[]>();
  const place = new Map([...reading].map((id, at) => [id, at]));
  const inOrder = (left: StepRun, right: StepRun) =>
    left.startedAt.localeCompare(right.startedAt) || (place.get(left.stepId) ?? 0) - (place.get(right.stepId) ?? 0);
  for (const row of [...steps].sort(inOrder)) {
    const known = byScope.get(row.scope);
    if (known) known.push(row);
    else byScope.set(row.scope, [row]);
  }
  const bodies = new Map<string, { index: number; scope: string }[]>();
  const roots: string[] = [];
  for (const scope of byScope.keys()) {
    const [, container, index] = /^(.*)\[(\d+)\]$/.exec(scope) ?? [];
    if (container === undefined) roots.push(scope);
    else bodies.set(container, [...(bodies.get(container) ?? []), { index: Number(index), scope }]);
  }
  const linesOf = (scope: string): StoryLine[] =>
    (byScope.get(scope) ?? []).map((row) => {
      const inside = bodies.get(`${row.scope}/${row.stepId}#${row.visit}`) ?? [];
      const rounds = [...inside].sort((left, right) => left.index - right.index).map((body) => ({ index: body.index, lines: linesOf(body.scope) }));
      return { row, rounds };
    });
  return roots.flatMap(linesOf);
}

/** The round that is looked at first: the first that failed, else the last that has begun. */
export function firstRound(rounds: readonly StoryRound[]): number {
  const failed = rounds.findIndex(({ lines }) => lines.some(({ row }) => row.state === 'failed'));
  return failed === -1 ? rounds.length - 1 : failed;
}
