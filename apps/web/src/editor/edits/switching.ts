import { type FlowCommand, type FlowGraph, type Step, type StepId, stepOf } from '@noi/flow';

/** Whether a step may be switched off: a flow keeps one trigger that is on. */
export function canSwitch(graph: FlowGraph, step: Step): boolean {
  if (step.disabled || step.kind !== 'trigger') return true;
  return Object.values(graph.steps).some((other) => other.kind === 'trigger' && other.id !== step.id && !other.disabled);
}

/** Switches steps off, or on again where all of them are off; as one step of undo. `null` where there is nothing to switch. */
export function switchSteps(graph: FlowGraph, ids: readonly StepId[]): FlowCommand | null {
  const steps = ids.flatMap((id) => stepOf(graph, id) ?? []).filter((step) => canSwitch(graph, step));
  const allOff = steps.every(({ disabled }) => disabled);
  const commands = steps.filter(({ disabled }) => allOff || !disabled).map((step): FlowCommand => ({ type: 'step.change', step: switched(step) }));
  const [only] = commands;
  return only && commands.length === 1 ? only : only ? { type: 'batch', commands } : null;
}

function switched({ disabled, ...step }: Step): Step {
  return disabled ? step : { ...step, disabled: true };
}
