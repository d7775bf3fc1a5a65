import { useQueryClient } from '@tanstack/react-query';
import { useSubscription } from '@trpc/tanstack-react-query';
import { useEffect, useRef } from 'react';
import { announceLiveChange } from './liveChanges.ts';
import { trpc } from './trpc.ts';

/** Which queries a change of each kind makes stale. */
const staleAfter = {
  run: () => [trpc.runs.pathKey(), trpc.flows.list.queryKey()],
  message: () => [trpc.messages.pathKey(), trpc.runs.get.queryKey(), trpc.phone.pathKey()],
  event: () => [trpc.events.pathKey()],
  flow: () => [trpc.flows.list.queryKey(), trpc.flows.versions.queryKey(), trpc.flows.get.queryKey()],
  connection: () => [trpc.connections.pathKey()],
} as const;

/** Keeps what is on the screen true: listens to the workspace's changes and refreshes the queries they touch, at most every 250 ms. */
export function useLiveChanges() {
  const queryClient = useQueryClient();
  const pending = useRef(new Set<keyof typeof staleAfter>());
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  useEffect(() => () => clearTimeout(timer.current), []);

  useSubscription(
    trpc.live.changes.subscriptionOptions(undefined, {
      onData: (change) => {
        announceLiveChange(change);
        pending.current.add(change.kind);
        timer.current ??= setTimeout(() => {
          timer.current = undefined;
          for (const kind of pending.current) {
            for (const queryKey of staleAfter[kind]()) void queryClient.invalidateQueries({ queryKey });
          }
          pending.current.clear();
        }, 250);
      },
    }),
  );
}
