import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { appRoute } from '../routing/appRoute.tsx';

const templatesRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/templates',
  /** The template that is looked at. */
  validateSearch: ({ template }: Record<string, unknown>): { template?: string } => (typeof template === 'string' ? { template } : {}),
  component: lazyRouteComponent(() => import('./TemplatesPage.tsx'), 'TemplatesPage'),
});

export const templatesRoutes = [templatesRoute];
