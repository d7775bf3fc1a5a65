import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { appRoute } from '../routing/appRoute.tsx';

export const phoneRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/phone',
  component: lazyRouteComponent(() => import('./PhonePage.tsx'), 'PhonePage'),
});

export const phoneRoutes = [phoneRoute];
