import type { QueryClient } from '@tanstack/react-query';
import {
  type AnyRoute,
  createRootRouteWithContext,
  createRoute,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router';
import type { ComponentType } from 'react';
import { PageFailed } from './frame/PageFailed.tsx';
import { PageMissing } from './frame/PageMissing.tsx';
import { Root } from './frame/Root.tsx';
import { whoIsThere } from './session/whoIsThere.ts';

export type RouterContext = { queries: QueryClient };
type Loaded = { default: ComponentType };

export const rootRoute = createRootRouteWithContext<RouterContext>()({
  component: Root,
  notFoundComponent: PageMissing,
  errorComponent: PageFailed,
});

/** All that needs a signed-in person; draws the frame around the page. */
export const appRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'app',
  beforeLoad: async ({ context, location }) => {
    const elsewhere = await whoIsThere(context.queries, location.href);
    if (elsewhere) throw redirect(elsewhere);
  },
  component: lazyRouteComponent(() => import('./frame/Frame.tsx')),
  notFoundComponent: PageMissing,
  errorComponent: PageFailed,
});

/** A page inside the frame; its module exports the component as default and is fetched when needed. */
export function page(path: string, load: () => Promise<Loaded>): AnyRoute {
  return createRoute({ getParentRoute: () => appRoute, path, component: lazyRouteComponent(load) });
}

/** A page that stands alone: sign-in, first run, the forced change of the first password. */
export function barePage(path: string, load: () => Promise<Loaded>): AnyRoute {
  return createRoute({ getParentRoute: () => rootRoute, path, component: lazyRouteComponent(load) });
}
