import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { appRoute } from '../routing/appRoute.tsx';
import { readRunsSearch } from './runsSearch.ts';

const runsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/runs',
  /** The filters live in the address, so that a filtered list can be kept and shared. */
  validateSearch: readRunsSearch,
  component: lazyRouteComponent(() => import('./RunsPage.tsx'), 'RunsPage'),
});

const runRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/runs/$id',
  component: lazyRouteComponent(() => import('./RunPage.tsx'), 'RunPage'),
});

export const runsRoutes = [runsRoute, runRoute];
