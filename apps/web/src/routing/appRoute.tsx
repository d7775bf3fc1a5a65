import { createRoute, redirect } from '@tanstack/react-router';
import { queryClient, trpc } from '../api/trpc.ts';
import { SignedInLayout } from '../app/SignedInLayout.tsx';
import { readError } from '../errors/readError.ts';
import { rootRoute } from './rootRoute.tsx';

/** Everything that needs a session hangs under this route; without one the visitor goes to sign in, and comes back after. */
export const appRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'app',
  beforeLoad: async ({ location }) => {
    try {
      await queryClient.ensureQueryData(trpc.session.get.queryOptions());
    } catch (error) {
      if (readError(error).code === 'unauthenticated') throw redirect({ to: '/sign-in', search: { next: location.href } });
      throw error;
    }
  },
  component: SignedInLayout,
});
