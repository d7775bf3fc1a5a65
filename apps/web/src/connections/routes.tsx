import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { appRoute } from '../routing/appRoute.tsx';

const connectionsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/connections',
  component: lazyRouteComponent(() => import('./ConnectionsPage.tsx'), 'ConnectionsPage'),
});

export const connectionsRoutes = [connectionsRoute];
