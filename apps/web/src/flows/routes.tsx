import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { appRoute } from '../routing/appRoute.tsx';

const flowsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/flows',
  component: lazyRouteComponent(() => import('./FlowsPage.tsx'), 'FlowsPage'),
});

export const flowsRoutes = [flowsRoute];
