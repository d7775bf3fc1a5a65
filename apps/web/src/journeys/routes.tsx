import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { appRoute } from '../routing/appRoute.tsx';

const journeyRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/journey',
  /** A phone number, or an order's code: one of digits alone reads as a number. */
  validateSearch: ({ find }: Record<string, unknown>): { find?: string } =>
    (typeof find === 'string' && find !== '') || typeof find === 'number' ? { find: String(find) } : {},
  component: lazyRouteComponent(() => import('./JourneyPage.tsx'), 'JourneyPage'),
});

export const journeyRoutes = [journeyRoute];
