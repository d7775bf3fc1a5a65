import type { Pins } from '@noi/flow';
import type { Pinned } from './PinsContext.ts';

/** What is pinned, as trials take it. */
export function pinnedOutputs(pins: ReadonlyMap<string, Pinned>): Record<string, Pins[string]> {
  return Object.fromEntries([...pins].map(([stepId, { output }]) => [stepId, output]));
}
