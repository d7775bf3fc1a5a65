import { AppError } from '@noi/errors';
import { z } from 'zod';
import { Period, periodStart } from '../runs/period.ts';
import type { MemberContext } from '../trpc/Context.ts';
import { memberProcedure } from '../trpc/init.ts';
import { Id, IsoTime, iso } from '../trpc/wire.ts';
import { keyOf, requireFlow } from './requireFlow.ts';
import { graphOf } from './requireVersion.ts';

const FlowNumbersRequest = z.object({
  id: Id,
  period: Period.default('7d'),
  /** Without it, all versions together. */
  version: z.coerce.number().int().positive().optional(),
});

export const FlowNumbers = z.object({
  /** Counted are runs that began then or later. */
  from: IsoTime,
  /** Runs that came in, and of these what became of the run as a whole. */
  runs: z.object({ entered: z.number(), done: z.number(), failed: z.number(), stopped: z.number(), goal: z.number() }),
  hasGoal: z.boolean(),
  /** A step in a loop counts once for each item. `waiting` is now, whenever the run began; `dropped` were left out or stopped there. */
  steps: z.array(z.object({ stepId: z.string(), waiting: z.number(), passed: z.number(), failed: z.number(), dropped: z.number() })),
  /** How many left a step by each of its ways out: what went through the wires there. */
  ports: z.array(z.object({ stepId: z.string(), port: z.string(), count: z.number() })),
  /** So many runs are under way that only the newest were looked at for `waiting`. */
  isCut: z.boolean(),
});

type StepNumbers = { -readonly [K in keyof z.infer<typeof FlowNumbers>['steps'][number]]: z.infer<typeof FlowNumbers>['steps'][number][K] };

/** How runs fared at each step of a flow over a period. */
async function readNumbers(ctx: MemberContext, { id, period, version }: z.infer<typeof FlowNumbersRequest>): Promise<z.infer<typeof FlowNumbers>> {
  const { db, now } = ctx.services;
  const flow = await requireFlow(ctx, id);
  const from = periodStart(period, now());
  const versionId = version === undefined ? undefined : (await db.flows.versions(keyOf(flow))).find(({ number }) => number === version)?.id;
  if (version !== undefined && versionId === undefined) throw new AppError('not_found', { message: 'No such version', version });
  const graph = await graphOf(ctx, flow, versionId ?? (flow.liveVersionId === null ? 'draft' : 'live'));
  const counts = await db.stepCounts.read({ workspaceId: flow.workspaceId, flowId: id, from, ...(versionId !== undefined && { versionId }) });

  const steps = new Map<string, StepNumbers>();
  const numbersOf = (stepId: string) => {
    const known = steps.get(stepId) ?? { stepId, waiting: 0, passed: 0, failed: 0, dropped: 0 };
    steps.set(stepId, known);
    return known;
  };
  for (const { stepId, count } of counts.waiting) numbersOf(stepId).waiting += count;
  for (const { stepId, state, count } of counts.exits) numbersOf(stepId)[fates[state]] += count;

  const triggers = new Set(Object.values(graph.steps).flatMap((step) => (step.kind === 'trigger' ? [step.id] : [])));
  const entered = [...steps.values()].reduce((sum, { stepId, passed }) => (triggers.has(stepId) ? sum + passed : sum), 0);
  const ports = counts.exits.filter(({ port }) => port !== '');
  return {
    ...{ from: iso(from), hasGoal: graph.settings.goal !== undefined, steps: [...steps.values()], isCut: counts.isCut },
    runs: { entered, ...counts.ends },
    ports: ports.map(({ stepId, port, count }) => ({ stepId, port, count })),
  };
}

const fates = { done: 'passed', failed: 'failed', skipped: 'dropped', stopped: 'dropped' } as const;

export const flowNumbers = memberProcedure
  .input(FlowNumbersRequest)
  .output(FlowNumbers)
  .query(({ ctx, input }) => readNumbers(ctx, input));
