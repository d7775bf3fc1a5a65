import { workflowInfo } from '@temporalio/workflow';
import type { GroupHost } from './createGroupHost.ts';
import { sizeOf } from './createTaskRoom.ts';
import type { RunGroup } from './groupTypes.ts';

/** When a group leaves its history to go on in a new one. */
export interface HistoryEnd {
  /** The history is full, and it is a good moment to let come to an end what is under way. */
  readonly isDue: boolean;
  prepare(): void;
  /** All that was under way is over. */
  readonly isReady: boolean;
}

/** Temporal takes 2 MiB. */
const mostBytes = 1_900_000;
/** Events. */
const lookAgainAfter = 500;

export function createHistoryEnd(host: GroupHost, group: RunGroup): HistoryEnd {
  let lookAgainAt = 0;

  return {
    get isDue() {
      if (host.isDraining || !isFull(group)) return false;
      return isOverfull(group) || (host.mayDrain && workflowInfo().historyLength >= lookAgainAt);
    },
    prepare() {
      // Some of the runs that are too large to go on together may end before it is too late.
      if (group.isPrompt && !isOverfull(group) && isTooLarge(host.unfinished())) lookAgainAt = workflowInfo().historyLength + lookAgainAfter;
      else host.drain();
    },
    get isReady() {
      return host.isDraining && host.isQuiet && isFull(group);
    },
  };
}

/** Whether the group cannot be the argument of a workflow. */
export function isTooLarge(group: RunGroup): boolean {
  return sizeOf(group) > mostBytes;
}

function isFull({ mostEvents }: RunGroup): boolean {
  const { continueAsNewSuggested, historyLength } = workflowInfo();
  return continueAsNewSuggested || (mostEvents !== undefined && historyLength >= mostEvents);
}

/** Far below what the server takes (51,200 events, 50 MB): until then there is time for a good moment. */
function isOverfull({ mostEvents = 4_000 }: RunGroup): boolean {
  const { historyLength, historySize } = workflowInfo();
  return historyLength > 3 * mostEvents || historySize > 20_000_000;
}
