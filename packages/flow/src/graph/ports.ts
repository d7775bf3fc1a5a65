import { assertNever } from '@noi/errors';
import type { Port, Step } from './FlowGraph.ts';

/** The ways out of a step, in the order in which the canvas shows them. `error` comes last and may stay unwired. */
export function portsOf(step: Step): readonly Port[] {
  switch (step.kind) {
    case 'trigger':
    case 'set':
    case 'wait':
      return ['next'];
    case 'action':
      return ['next', 'error'];
    case 'if':
      return ['true', 'false'];
    case 'stop':
      return [];
    default:
      return assertNever(step);
  }
}
