import { useQueryClient } from '@tanstack/react-query';
import { useSubscription } from '@trpc/tanstack-react-query';
import { useCallback, useEffect, useRef } from 'react';
import { announceLiveChange, announceLiveGap, type LiveChange } from './liveChanges.ts';
import { tabId } from './tabId.ts';
import { trpc } from './trpc.ts';

type Kind = LiveChange['kind'];

/** Which queries a change of each kind makes stale. */
const staleAfter: Record<Kind, () => readonly (readonly unknown[])[]> = {
  run: () => [trpc.runs.pathKey(), trpc.approvals.pathKey(), trpc.flows.list.queryKey(), trpc.flows.overdue.queryKey()],
  message: () => [trpc.messages.pathKey(), trpc.runs.get.queryKey(), trpc.phone.pathKey()],
  event: () => [trpc.events.pathKey()],
  flow: () => [
    trpc.flows.list.queryKey(),
    trpc.flows.callable.queryKey(),
    trpc.flows.versions.queryKey(),
    trpc.flows.get.queryKey(),
    trpc.flows.overdue.queryKey(),
    trpc.flows.stopProgress.queryKey(),
    trpc.pins.list.queryKey(),
  ],
  connection: () => [trpc.connections.pathKey()],
  alert: () => [trpc.alerts.pathKey(), trpc.flows.list.queryKey()],
  broadcast: () => [trpc.broadcasts.pathKey()],
  presence: () => [trpc.live.people.queryKey()],
};
const kinds: readonly Kind[] = ['run', 'message', 'event', 'flow', 'connection', 'alert', 'broadcast', 'presence'];
const gatherMs = 250;
const retryMs = 5000;

/** Keeps what is on the screen true: listens to the workspace's changes and refreshes the queries they touch, at most every 250 ms. */
export function useLiveChanges() {
  const queryClient = useQueryClient();
  const pending = useRef(new Set<Kind>());
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const wasOpen = useRef(false);

  const refresh = useCallback(
    (...changed: readonly Kind[]) => {
      for (const kind of changed) pending.current.add(kind);
      timer.current ??= setTimeout(() => {
        timer.current = undefined;
        for (const kind of pending.current) {
          for (const queryKey of staleAfter[kind]()) void queryClient.invalidateQueries({ queryKey });
        }
        pending.current.clear();
      }, gatherMs);
    },
    [queryClient],
  );

  const { status, reset } = useSubscription(
    trpc.live.changes.subscriptionOptions(
      { tabId },
      {
        onData: (change) => {
          announceLiveChange(change);
          refresh(change.kind);
        },
      },
    ),
  );

  useEffect(() => {
    if (status === 'error') {
      const retry = setTimeout(reset, retryMs);
      return () => clearTimeout(retry);
    }
    if (status !== 'pending') return;
    // Changes that came while the line was down were not heard: everything may be old.
    if (wasOpen.current) {
      refresh(...kinds);
      announceLiveGap();
    }
    wasOpen.current = true;
  }, [status, reset, refresh]);

  useEffect(() => () => clearTimeout(timer.current), []);
}
