import { routes as frame } from './frame/routes.ts';
import { routes as manuscripts } from './manuscripts/routes.ts';
import { routes as notices } from './notices/routes.ts';
import { routes as reviews } from './reviews/routes.ts';
import { appRoute, rootRoute } from './routing.tsx';
import { routes as session, bareRoutes as sessionBare } from './session/routes.ts';
import { bareRoutes as setupBare } from './setup/routes.ts';

/** The table of contents of the web: every feature folder exports its `routes`, and is named here once. */
export const routeTree = rootRoute.addChildren([
  ...sessionBare,
  ...setupBare,
  appRoute.addChildren([...frame, ...session, ...notices, ...manuscripts, ...reviews]),
]);
