import type { HoldKey } from './RunPorts.ts';

/** Whether a hold asks a person what became of a call of which nobody knows. Nothing else may end it. */
export function asksAPerson(key: HoldKey): boolean {
  return key.startsWith('unknown:');
}
