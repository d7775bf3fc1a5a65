import type { PresenceNotice } from '@noi/db';

/** One open tab that shows a flow. */
export interface Present {
  readonly tabId: string;
  readonly userId: string;
  readonly name: string;
  readonly stepId: string | null;
}

/** A tab says every 20 s that it is there; one that has not for so long is gone, with whatever process knew of it. */
const goneAfterMs = 100_000;
/** Of one person in one workspace; opening more lets go of those heard of longest ago. */
const mostTabs = 20;

interface Standing extends PresenceNotice {
  readonly heardAt: number;
}

/** Who is where, as the notices say; nothing of it is stored. */
export interface PresenceBoard {
  /** The flows at which something is different now. */
  apply(notice: PresenceNotice, now: number): readonly string[];
  at(flow: { readonly workspaceId: string; readonly flowId: string }, now: number): readonly Present[];
  standing(tab: Pick<PresenceNotice, 'workspaceId' | 'userId' | 'tabId'>): PresenceNotice | undefined;
}

export function createPresenceBoard(): PresenceBoard {
  const workspaces = new Map<string, Map<string, Standing>>();
  const keyOf = ({ userId, tabId }: Pick<PresenceNotice, 'userId' | 'tabId'>) => `${userId}/${tabId}`;

  /** The tabs of one workspace, without those that are gone. */
  function tabsOf(workspaceId: string, now: number): Map<string, Standing> {
    const tabs = workspaces.get(workspaceId) ?? new Map<string, Standing>();
    for (const [key, { heardAt }] of tabs) if (now - heardAt > goneAfterMs) tabs.delete(key);
    if (tabs.size === 0) workspaces.delete(workspaceId);
    return tabs;
  }

  return {
    apply(notice, now) {
      const tabs = tabsOf(notice.workspaceId, now);
      const key = keyOf(notice);
      const former = tabs.get(key);
      if (former && former.order > notice.order) return [];
      // One that has left is remembered for a while, so that a notice it overtook does not bring it back.
      tabs.delete(key);
      const own = [...tabs].filter(([, { userId }]) => userId === notice.userId);
      for (const [oldest] of own.slice(0, Math.max(0, own.length - mostTabs + 1))) tabs.delete(oldest);
      tabs.set(key, { ...notice, heardAt: now });
      workspaces.set(notice.workspaceId, tabs);
      const [before, after] = [former?.at ?? null, notice.at];
      if (before?.flowId === after?.flowId && before?.stepId === after?.stepId) return [];
      return [...new Set([before?.flowId, after?.flowId].filter((id) => id !== undefined))];
    },
    at({ workspaceId, flowId }, now) {
      return [...tabsOf(workspaceId, now).values()].flatMap(({ at, tabId, userId }) =>
        at?.flowId === flowId ? [{ tabId, userId, name: at.name, stepId: at.stepId }] : [],
      );
    },
    standing: (tab) => workspaces.get(tab.workspaceId)?.get(keyOf(tab)),
  };
}
