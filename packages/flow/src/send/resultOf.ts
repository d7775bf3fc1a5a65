import { assertNever } from '@noi/errors';
import type { ExecuteResult } from '../run/RunPorts.ts';
import type { SendDecision } from './decideSend.ts';

/** How the step ends by a decision that holds its message back; `null` when it may go. */
export function resultOf(decision: SendDecision): Extract<ExecuteResult, { outcome: 'delayed' | 'skipped' | 'failed' }> | null {
  switch (decision.outcome) {
    case 'send':
      return null;
    case 'delay':
      return { outcome: 'delayed', until: decision.until, reason: decision.reason };
    case 'skip':
      return { outcome: 'skipped', reason: decision.reason };
    case 'refuse':
      return { outcome: 'failed', error: { kind: 'invalid_input', text: decision.reason, repeatable: true } };
    default:
      return assertNever(decision);
  }
}
