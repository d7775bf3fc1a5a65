import type { NewRun } from '@noi/db';
import { ENGINE, matchKeysOf } from '@noi/flow';
import { describeEvent } from './describeEvent.ts';
import { largestGroup, largestPayload } from './groupBounds.ts';
import type { Match } from './matchEvents.ts';

/**
 * Gives each matched run the workflow that will host it: runs of one flow version that arrive together travel together.
 * The name of the workflow follows from its first event, so a batch that is repeated after a crash names it again.
 */
export function planGroups(matches: readonly Match[]): NewRun[] {
  const open = new Map<string, { workflowId: string; size: number; bytes: number }>();
  return matches.map(({ event, subscription }) => {
    const bytes = Buffer.byteLength(JSON.stringify(event.payload));
    const known = open.get(subscription.versionId);
    const hasRoom = known && known.size < largestGroup && known.bytes + bytes <= largestPayload;
    const group = hasRoom ? known : { workflowId: `runs:${subscription.flowId}:${event.id}`, size: 0, bytes: 0 };
    open.set(subscription.versionId, group);
    group.size += 1;
    group.bytes += bytes;
    return {
      workspaceId: event.workspaceId,
      flowId: subscription.flowId,
      versionId: subscription.versionId,
      planHash: subscription.planHash,
      engine: ENGINE,
      workflowId: group.workflowId,
      eventId: event.id,
      entryKey: event.id,
      ...describeEvent(event),
      about: matchKeysOf({ ...event.payload }),
    };
  });
}
