import type { FlowRow } from '@noi/db';
import { AppError } from '@noi/errors';
import { type EventType, eventPayloads } from '@noi/events';
import {
  type CalledFlow,
  type FlowGraph,
  type Plan,
  runningGraph,
  type Scenario,
  type Simulation,
  scenarioEvents,
  simulateInPieces,
  triggerOutput,
} from '@noi/flow';
import { z } from 'zod';
import { createPacer } from '../backtests/engine/createPacer.ts';
import type { CompiledDraft } from '../flows/compileDraft.ts';
import type { MemberContext } from '../trpc/Context.ts';
import { nodeWords } from './nodeWords.ts';

export interface WalkScenario {
  readonly flow: Pick<FlowRow, 'graph'>;
  readonly draft: CompiledDraft;
  readonly called: Readonly<Record<string, CalledFlow>>;
  /** Without `days` the run is walked to its end. */
  readonly scenario: Omit<Scenario, 'days'> & { readonly days?: number | undefined };
  /** Told as the run is walked. */
  readonly onMoves?: (moves: number) => void;
}

const dayMs = 86_400_000;

/**
 * Walks a draft through a scenario on a virtual clock: nothing is sent, nothing is stored. Other requests get their turn meanwhile. Throws `invalid_request`
 * when its event does not start the flow.
 */
export async function walkScenario(ctx: MemberContext, { flow, draft, called, scenario, onMoves }: WalkScenario): Promise<Simulation> {
  const { event, startAt, days, approve, pins = {} } = scenario;
  const walk = simulateInPieces({
    plan: draft.plan,
    trigger: event ? triggerData(draft.plan, event) : (pins[draft.plan.trigger] ?? sampleTrigger(draft, flow.graph)),
    startAt,
    ...(days === undefined ? {} : { lastsMs: days * dayMs }),
    events: scenarioEvents(scenario),
    approve,
    pins,
    called: (flowId) => called[flowId],
    ...nodeWords(ctx.services.catalog),
  });
  const pacer = createPacer();
  for (let piece = walk.next(); ; piece = walk.next()) {
    if (piece.done) return piece.value;
    onMoves?.(piece.value);
    await pacer.pace();
  }
}

/** What the trigger's node and the flow's own form would bring. */
function sampleTrigger({ catalog }: CompiledDraft, graph: FlowGraph): Readonly<Record<string, unknown>> {
  const step = Object.values(runningGraph(graph).steps).find(({ kind }) => kind === 'trigger');
  return (step?.kind === 'trigger' && triggerOutput(step, { graph, catalog })?.sample) || {};
}

function triggerData(plan: Plan, event: { type: EventType; payload: unknown }): Readonly<Record<string, unknown>> {
  const trigger = plan.steps[plan.trigger];
  if (trigger?.kind !== 'trigger') throw new AppError('internal', { message: 'A compiled plan starts with its trigger' });
  if (event.type !== trigger.event) throw new AppError('invalid_request', { message: `This flow starts with ${trigger.event}`, field: 'event.type' });
  const payload = eventPayloads[event.type].safeParse(event.payload);
  if (!payload.success) throw new AppError('invalid_request', { message: z.prettifyError(payload.error), field: 'event.payload' });
  return payload.data;
}
