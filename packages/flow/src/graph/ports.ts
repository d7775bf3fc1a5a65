import { assertNever } from '@noi/errors';
import type { Port, Step } from './FlowGraph.ts';

/** The ways out of a step, in the order in which the canvas shows them. `error` comes last and may stay unwired. */
export function portsOf(step: Step): readonly Port[] {
  switch (step.kind) {
    case 'trigger':
    case 'errorHandler':
      return ['next'];
    case 'action':
    case 'set':
    case 'wait':
    case 'parallel':
    case 'first':
    case 'forEach':
    case 'subflow':
      return ['next', 'error'];
    case 'waitForEvent':
      return ['next', ...(step.timeout === undefined ? [] : ['timeout']), 'error'];
    case 'approval':
      return ['approved', 'rejected', ...(step.timeout === undefined ? [] : ['timeout']), 'error'];
    case 'repeat':
      return ['next', 'exhausted', 'error'];
    case 'if':
      return ['true', 'false'];
    case 'switch':
      return distinct([...step.cases.map(({ id }) => id), 'otherwise']);
    case 'split':
      return distinct([...step.branches.map(({ id }) => id), ...(step.heldOut === undefined ? [] : ['heldOut'])]);
    case 'stop':
    case 'fail':
      return [];
    default:
      return assertNever(step);
  }
}

/** A document from elsewhere may name two branches alike; validation says so, and nothing breaks until then. */
function distinct(ports: readonly Port[]): readonly Port[] {
  return [...new Set(ports)];
}
