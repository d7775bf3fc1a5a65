import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { appRoute } from '../routing/appRoute.tsx';

const editorRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/flows/$id',
  component: lazyRouteComponent(() => import('./EditorPage.tsx'), 'EditorPage'),
});

export const editorRoutes = [editorRoute];
