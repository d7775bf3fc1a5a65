import type { Step, StepId } from '../graph/FlowGraph.ts';
import type { AwaitAnswer, AwaitRequest } from '../run/RunPorts.ts';

/** Outputs that steps of the tried flow give instead of being asked, by the step's id. Live runs know nothing of them. */
export type Pins = Readonly<Record<StepId, Readonly<Record<string, unknown>>>>;

const pinnable: ReadonlySet<Step['kind']> = new Set(['trigger', 'action', 'waitForEvent', 'subflow']);

/** Whether what the step gives comes from outside of the flow, so that it can be pinned. */
export function isPinnable({ kind }: Pick<Step, 'kind'>): boolean {
  return pinnable.has(kind);
}

/** The answer with the pinned data of the event that came; when it comes is not changed by a pin. */
export function withPinnedEvent(answer: AwaitAnswer, { awaited, stepId }: AwaitRequest, pins: Pins): AwaitAnswer {
  const pinned = pins[stepId];
  return pinned === undefined || awaited.kind !== 'event' || answer.outcome !== 'done' ? answer : { ...answer, output: pinned };
}
