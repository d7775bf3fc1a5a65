import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { appRoute } from '../routing/appRoute.tsx';

export const runsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/runs',
  component: lazyRouteComponent(() => import('./RunsPage.tsx'), 'RunsPage'),
});

export const runRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/runs/$id',
  component: lazyRouteComponent(() => import('./RunPage.tsx'), 'RunPage'),
});

export const runsRoutes = [runsRoute, runRoute];
