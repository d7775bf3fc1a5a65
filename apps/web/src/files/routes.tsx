import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../routing/rootRoute.tsx';

/** Where the links between shops lead. */
const sharedRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/shared/$secret',
  component: lazyRouteComponent(() => import('./SharedFlowPage.tsx'), 'SharedFlowPage'),
});

export const openFilesRoutes = [sharedRoute];
