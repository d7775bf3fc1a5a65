import { connectionFault } from '../checkConnection.ts';
import type { Draft } from '../Draft.ts';
import type { Issue } from '../Issue.ts';

/** A step that works through an account needs one of the right type, in good order. */
export function connectionsUsable({ steps, catalog, connections }: Draft): readonly Issue[] {
  return steps.flatMap((step): Issue[] => {
    if (step.kind !== 'trigger' && step.kind !== 'action' && step.kind !== 'waitForEvent') return [];
    const node = step.kind === 'action' ? catalog.action(step.node, step.nodeVersion) : catalog.trigger(step.node, step.nodeVersion);
    const fault = connectionFault(step.connectionId, node?.connectionType, connections);
    return fault ? [{ ...fault, severity: 'error', stepId: step.id, field: 'connectionId' }] : [];
  });
}
