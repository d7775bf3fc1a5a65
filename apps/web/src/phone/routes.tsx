import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { appRoute } from '../routing/appRoute.tsx';

const phoneRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/phone',
  /** Whose messages are shown. */
  validateSearch: (search: Record<string, unknown>): { to?: string } => (typeof search.to === 'string' ? { to: search.to } : {}),
  component: lazyRouteComponent(() => import('./PhonePage.tsx'), 'PhonePage'),
});

export const phoneRoutes = [phoneRoute];
