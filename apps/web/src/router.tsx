import { createRoute, createRouter, redirect } from '@tanstack/react-router';
import { alertsRoutes } from './alerts/routes.tsx';
import { PendingPage } from './app/ProblemPages.tsx';
import { approvalsRoutes, openApprovalsRoutes } from './approvals/routes.tsx';
import { authRoutes } from './auth/routes.tsx';
import { connectionsRoutes } from './connections/routes.tsx';
import { editorRoutes } from './editor/routes.tsx';
import { openFilesRoutes } from './files/routes.tsx';
import { flowsRoutes } from './flows/routes.tsx';
import { journeyRoutes } from './journeys/routes.tsx';
import { phoneRoutes } from './phone/routes.tsx';
import { appRoute } from './routing/appRoute.tsx';
import { rootRoute } from './routing/rootRoute.tsx';
import { runsRoutes } from './runs/routes.tsx';
import { settingsRoutes } from './settings/routes.tsx';
import { startsRoutes } from './starts/routes.tsx';
import { templatesRoutes } from './templates/routes.tsx';

const homeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/flows' });
  },
});

const routeTree = rootRoute.addChildren([
  homeRoute,
  ...authRoutes,
  ...openApprovalsRoutes,
  ...openFilesRoutes,
  appRoute.addChildren([
    ...flowsRoutes,
    ...editorRoutes,
    ...runsRoutes,
    ...journeyRoutes,
    ...approvalsRoutes,
    ...connectionsRoutes,
    ...phoneRoutes,
    ...settingsRoutes,
    ...alertsRoutes,
    ...startsRoutes,
    ...templatesRoutes,
  ]),
]);

/** The app's routes: each area registers its own in its `routes.tsx`. */
export const router = createRouter({
  routeTree,
  defaultPreload: 'intent',
  defaultPendingComponent: PendingPage,
  defaultPendingMs: 300,
  defaultPendingMinMs: 0,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
