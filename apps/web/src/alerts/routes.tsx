import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { appRoute } from '../routing/appRoute.tsx';

const alertsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/settings/alerts',
  component: lazyRouteComponent(() => import('./AlertsPage.tsx'), 'AlertsPage'),
});

export const alertsRoutes = [alertsRoute];
