import { createRootRoute, Outlet } from '@tanstack/react-router';
import { CrashPage, MissingPage } from '../app/ProblemPages.tsx';

/** The root of the route tree. Pages that need no session hang directly under it. */
export const rootRoute = createRootRoute({ component: Outlet, notFoundComponent: MissingPage, errorComponent: CrashPage });
