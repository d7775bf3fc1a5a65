import type { Db } from '@noi/db';
import { AppError } from '@noi/errors';
import { createPresenceBoard, type Present } from './createPresenceBoard.ts';

/** A tab of a member. */
export interface Tab {
  readonly workspaceId: string;
  readonly userId: string;
  readonly tabId: string;
}

export interface Shown {
  readonly order: number;
  readonly at: { readonly flowId: string; readonly stepId: string | null; readonly name: string } | null;
}

/** Who has which flow open, over all processes of the API, by notices alone: no row is written. */
export interface Presence {
  /** Tells where a tab is; throws `too_many_requests` for a person who moves faster than hands can. */
  show(tab: Tab, shown: Shown): Promise<void>;
  at(flow: { readonly workspaceId: string; readonly flowId: string }): Promise<readonly Present[]>;
  /** Hears at which flow of the workspace something is different. */
  listen(workspaceId: string, hear: (flowId: string) => void): Promise<() => void>;
  /** A tab's live line is open; the answer ends it, and with a tab's last line the tab is gone. */
  lineOpen(tab: Tab): () => Promise<void>;
}

const windowMs = 10_000;
/** About six moves a second. */
const mostPerWindow = 60;

export function createPresence({ db, now }: { db: Pick<Db, 'presence'>; now: () => Date }): Presence {
  const board = createPresenceBoard();
  const hearers = new Map<string, Set<(flowId: string) => void>>();
  const lines = new Map<string, number>();
  const counted = new Map<string, { from: number; count: number }>();
  let started: Promise<unknown> | null = null;

  /** Listens from the first time that somebody asks. */
  async function start() {
    started ??= db.presence.listen((notice) => {
      for (const flowId of board.apply(notice, now().getTime())) for (const hear of hearers.get(notice.workspaceId) ?? []) hear(flowId);
    });
    await started.catch((error) => {
      started = null;
      throw error;
    });
  }

  function count(userId: string) {
    const at = now().getTime();
    for (const [id, { from }] of counted) if (at - from >= windowMs) counted.delete(id);
    const window = counted.get(userId) ?? { from: at, count: 0 };
    if (window.count >= mostPerWindow) throw new AppError('too_many_requests', { message: 'Too many moves; wait a few seconds' });
    counted.set(userId, { from: window.from, count: window.count + 1 });
  }

  return {
    async show(tab, shown) {
      count(tab.userId);
      await start();
      await db.presence.tell({ ...tab, ...shown });
    },
    async at(flow) {
      await start();
      return board.at(flow, now().getTime());
    },
    async listen(workspaceId, hear) {
      await start();
      const set = hearers.get(workspaceId) ?? new Set();
      hearers.set(workspaceId, set.add(hear));
      return () => {
        set.delete(hear);
        if (set.size === 0) hearers.delete(workspaceId);
      };
    },
    lineOpen(tab) {
      const key = `${tab.workspaceId}/${tab.userId}/${tab.tabId}`;
      lines.set(key, (lines.get(key) ?? 0) + 1);
      return async () => {
        const left = (lines.get(key) ?? 1) - 1;
        if (left > 0) {
          lines.set(key, left);
          return;
        }
        lines.delete(key);
        const standing = board.standing(tab);
        // A line that breaks while the process stops has nobody left to tell.
        if (standing?.at) await db.presence.tell({ ...tab, order: standing.order, at: null }).catch(() => undefined);
      };
    },
  };
}
