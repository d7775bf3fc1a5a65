import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { appRoute } from '../routing/appRoute.tsx';

const broadcastsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/flows/$id/lists',
  component: lazyRouteComponent(() => import('./BroadcastsPage.tsx'), 'BroadcastsPage'),
});

export const startsRoutes = [broadcastsRoute];
