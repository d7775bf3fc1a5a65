import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { appRoute } from '../routing/appRoute.tsx';
import { rootRoute } from '../routing/rootRoute.tsx';

const approvalsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/approvals',
  component: lazyRouteComponent(() => import('./ApprovalsPage.tsx'), 'ApprovalsPage'),
});

/** Where the links of letters lead. */
const approvalLinkRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/approve/$secret',
  component: lazyRouteComponent(() => import('./ApprovalLinkPage.tsx'), 'ApprovalLinkPage'),
});

export const approvalsRoutes = [approvalsRoute];
export const openApprovalsRoutes = [approvalLinkRoute];
