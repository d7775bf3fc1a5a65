import type { Catalog } from '@noi/catalog';
import type { StepOf } from '@noi/flow';

/** The type of account that a step works through; `undefined` where it needs none. */
export function accountTypeOf(catalog: Catalog, step: StepOf<'action' | 'trigger' | 'waitForEvent'>): string | undefined {
  const node = step.kind === 'action' ? catalog.action(step.node, step.nodeVersion) : catalog.trigger(step.node, step.nodeVersion);
  return node?.connectionType;
}
