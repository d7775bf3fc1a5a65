import type { AppRouter } from '@noi/api';
import { QueryClient } from '@tanstack/react-query';
import { createTRPCClient, httpBatchLink, httpSubscriptionLink, splitLink } from '@trpc/client';
import type { inferRouterOutputs } from '@trpc/server';
import { createTRPCOptionsProxy } from '@trpc/tanstack-react-query';
import { isWorthRetrying } from '../errors/readError.ts';

/** The cache of everything that the server said. Live changes mark it stale, so data may stay fresh for a while. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { staleTime: 30_000, retry: (failures, error) => failures < 3 && isWorthRetrying(error) },
  },
});

/** Calls procedures outside of components. */
export const api = createTRPCClient<AppRouter>({
  links: [
    splitLink({
      condition: (operation) => operation.type === 'subscription',
      true: httpSubscriptionLink({ url: '/trpc' }),
      false: httpBatchLink({ url: '/trpc', maxURLLength: 8000 }),
    }),
  ],
});

/** Options for `useQuery`, `useMutation` and `useSubscription`: `useQuery(trpc.flows.list.queryOptions())`. */
export const trpc = createTRPCOptionsProxy<AppRouter>({ client: api, queryClient });

export type ApiOutputs = inferRouterOutputs<AppRouter>;
