import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { appRoute } from '../routing/appRoute.tsx';

const settingsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/settings',
  component: lazyRouteComponent(() => import('./SettingsPage.tsx'), 'SettingsPage'),
});

export const settingsRoutes = [settingsRoute];
