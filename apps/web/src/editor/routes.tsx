import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { appRoute } from '../routing/appRoute.tsx';
import { readEditorSearch } from './trail/trail.ts';

const editorRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/flows/$id',
  validateSearch: readEditorSearch,
  component: lazyRouteComponent(() => import('./EditorPage.tsx'), 'EditorPage'),
});

export const editorRoutes = [editorRoute];
