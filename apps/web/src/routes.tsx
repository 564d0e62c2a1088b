import { routes as adoptions } from './adoptions/routes.ts';
import { routes as audit } from './audit/routes.ts';
import { routes as awards } from './awards/routes.ts';
import { routes as calendar } from './calendar/routes.ts';
import { routes as channels } from './channels/routes.ts';
import { routes as checks } from './checks/routes.ts';
import { routes as circulars } from './circulars/routes.ts';
import { routes as commissions } from './commissions/routes.ts';
import { routes as duties } from './duties/routes.ts';
import { routes as fairness } from './fairness/routes.ts';
import { routes as fees } from './fees/routes.ts';
import { routes as frame } from './frame/routes.ts';
import { routes as imports } from './imports/routes.ts';
import { routes as instructions } from './instructions/routes.ts';
import { routes as leads } from './leads/routes.ts';
import { routes as mail } from './mail/routes.ts';
import { routes as manuscripts } from './manuscripts/routes.ts';
import { routes as network } from './network/routes.ts';
import { routes as notices } from './notices/routes.ts';
import { routes as outlets } from './outlets/routes.ts';
import { bareRoutes as phoneBare } from './phone/routes.ts';
import { routes as plans } from './plans/routes.ts';
import { routes as releases } from './releases/routes.ts';
import { routes as reviews } from './reviews/routes.ts';
import { appRoute, rootRoute } from './routing.tsx';
import { routes as schemes } from './schemes/routes.ts';
import { routes as search } from './search/routes.ts';
import { routes as session, bareRoutes as sessionBare } from './session/routes.ts';
import { bareRoutes as setupBare } from './setup/routes.ts';
import { routes as standings } from './standings/routes.ts';
import { routes as trials } from './standings/trial/routes.ts';
import { routes as writing } from './writing/routes.ts';

/** The table of contents of the web: every feature folder exports its `routes`, and is named here once. */
export const routeTree = rootRoute.addChildren([
  ...sessionBare,
  ...setupBare,
  ...phoneBare,
  appRoute.addChildren([
    ...frame,
    ...session,
    ...notices,
    ...manuscripts,
    ...channels,
    ...mail,
    ...search,
    ...writing,
    ...reviews,
    ...commissions,
    ...leads,
    ...plans,
    ...releases,
    ...instructions,
    ...adoptions,
    ...outlets,
    ...imports,
    ...standings,
    ...trials,
    ...network,
    ...awards,
    ...duties,
    ...calendar,
    ...fairness,
    ...fees,
    ...circulars,
    ...schemes,
    ...audit,
    ...checks,
  ]),
]);
