import type { FlowVersionRow } from '@noi/db';
import { type FlowGraph, type InFlightEffect, inFlightEffects, type Plan, rebuildState, stepOf, stepTitle } from '@noi/flow';
import { z } from 'zod';
import type { MemberContext } from '../trpc/Context.ts';
import { memberProcedure } from '../trpc/init.ts';
import { Id, Text } from '../trpc/wire.ts';
import { compileDraft } from './compileDraft.ts';
import { keyOf, requireFlow } from './requireFlow.ts';

/** By how much waits end later, or earlier. */
const Shift = z.object({ runs: z.number(), leastMs: z.number(), mostMs: z.number() }).nullable();

export const PublishPreview = z.object({
  /** Unfinished runs of former versions, wherever they are. */
  runs: z.number(),
  /** Those whose fate was worked out, at most 500; the numbers of the effects are about them. */
  looked: z.number(),
  /** More runs wait than are looked at: the numbers are about the oldest of them. */
  isCut: z.boolean(),
  /** Steps at which such runs wait: those that are gone first, then changed ones. */
  steps: z.array(
    z.object({
      stepId: z.string(),
      /** As it is called where they wait. */
      title: Text,
      /** As it would be called; null for one that is gone. */
      nextTitle: Text.nullable(),
      /** `ahead`: the step is the same, and what comes after it is not. */
      change: z.enum(['removed', 'changed', 'ahead', 'same']),
      runs: z.number(),
      /** If they were moved: those that go on at once, the messages that these send at once, and those that come to their end by it. */
      goOn: z.number(),
      messages: z.number(),
      ends: z.number(),
      longer: Shift,
      shorter: Shift,
    }),
  ),
});

/** As many as are looked at one by one. */
const mostRuns = 500;

/** What publishing the draft would do to the runs under way, if they were moved to it. Throws `flow_invalid` like publishing. */
export async function previewPublish(ctx: MemberContext, id: string): Promise<z.infer<typeof PublishPreview>> {
  const { db, now } = ctx.services;
  const flow = await requireFlow(ctx, id);
  const { plan: newPlan } = await compileDraft(ctx, flow);
  const { workspaceId } = flow;
  const { total, steps, runs } = await db.moves.standing({ workspaceId, flowId: flow.id, planHash: newPlan.hash, limit: mostRuns });
  if (steps.length === 0) return { runs: total, looked: 0, isCut: false, steps: [] };
  const [plans, versions] = await Promise.all([readPlans(ctx, [...new Set(runs.map(({ planHash }) => planHash))]), db.flows.versions(keyOf(flow))]);
  const standing = runs.flatMap(({ planHash, trigger, rows }) => {
    const plan = plans.get(planHash);
    return plan === undefined ? [] : [{ planHash, state: rebuildState({ plan, trigger, rows }).state }];
  });
  // People know the step as it is called where the runs wait; that may be any former version.
  const walked = [...versions].sort((one, other) => Number(plans.has(other.planHash)) - Number(plans.has(one.planHash)));
  const effects = inFlightEffects({ runs: standing, plans, newPlan, now: now().getTime() });
  const countOf = new Map(steps.map(({ stepId, runs: count }) => [stepId, count]));
  const known = new Set(effects.map(({ stepId }) => stepId));
  const all = [...effects, ...steps.filter(({ stepId }) => !known.has(stepId)).map(({ stepId }) => unseen(stepId, newPlan))];
  return {
    runs: total,
    looked: standing.length,
    isCut: runs.length === mostRuns && total > mostRuns,
    steps: all.map((effect) => ({
      ...effect,
      runs: countOf.get(effect.stepId) ?? effect.runs,
      title: formerTitle(ctx, walked, effect.stepId) ?? titleIn(ctx, flow.graph, effect.stepId) ?? { vi: effect.stepId, en: effect.stepId },
      nextTitle: effect.change === 'removed' ? null : titleIn(ctx, flow.graph, effect.stepId),
    })),
  };
}

/** Of those who wait for their turn at the trigger, and of those who came too late to be looked at. */
function unseen(stepId: string, newPlan: Plan): InFlightEffect {
  const change = Object.hasOwn(newPlan.steps, stepId) ? 'ahead' : 'removed';
  return { stepId, change, runs: 0, goOn: 0, messages: 0, ends: 0, longer: null, shorter: null };
}

async function readPlans({ services: { db }, member: { workspaceId } }: MemberContext, hashes: readonly string[]): Promise<ReadonlyMap<string, Plan>> {
  const plans = await Promise.all(hashes.map((hash) => db.flows.plan({ workspaceId, hash })));
  return new Map(plans.flatMap((plan) => (plan === null ? [] : [[plan.hash, plan] as const])));
}

/** In the first of these versions that has the step. */
function formerTitle(ctx: MemberContext, versions: readonly FlowVersionRow[], stepId: string): z.infer<typeof Text> | null {
  const version = versions.find(({ graph }) => stepOf(graph, stepId) !== undefined);
  return version === undefined ? null : titleIn(ctx, version.graph, stepId);
}

function titleIn({ services: { catalog } }: MemberContext, graph: FlowGraph, stepId: string): z.infer<typeof Text> | null {
  const step = stepOf(graph, stepId);
  return step === undefined ? null : { ...stepTitle({ step, graph, catalog }) };
}

export const previewPublishProcedure = memberProcedure
  .input(z.object({ id: Id }))
  .output(PublishPreview)
  .query(({ ctx, input }) => previewPublish(ctx, input.id));
