import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../routing/rootRoute.tsx';

// `//host` would leave the app.
const isOwnAddress = (value: unknown): value is string => typeof value === 'string' && /^\/(?!\/)/.test(value);

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  /** Where to go after signing in; an address of this app only. */
  validateSearch: (search: Record<string, unknown>): { next?: string } => (isOwnAddress(search.next) ? { next: search.next } : {}),
  component: lazyRouteComponent(() => import('./SignInPage.tsx'), 'SignInPage'),
});

const setupRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/setup',
  component: lazyRouteComponent(() => import('./SetupPage.tsx'), 'SetupPage'),
});

export const authRoutes = [signInRoute, setupRoute];
