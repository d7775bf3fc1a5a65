import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { appRoute } from '../routing/appRoute.tsx';
import { isRunState, type RunState } from './runStates.ts';

const runsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/runs',
  /** The filters live in the address, so that a filtered list can be kept and shared. */
  validateSearch: (search: Record<string, unknown>): { flowId?: string; state?: RunState; asks?: true; failures?: true } => ({
    ...(typeof search.flowId === 'string' ? { flowId: search.flowId } : {}),
    ...(isRunState(search.state) ? { state: search.state } : {}),
    ...(search.asks === true ? { asks: true } : {}),
    ...(search.failures === true ? { failures: true } : {}),
  }),
  component: lazyRouteComponent(() => import('./RunsPage.tsx'), 'RunsPage'),
});

const runRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/runs/$id',
  component: lazyRouteComponent(() => import('./RunPage.tsx'), 'RunPage'),
});

export const runsRoutes = [runsRoute, runRoute];
