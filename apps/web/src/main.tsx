import { QueryClientProvider } from '@tanstack/react-query';
import { createRouter, RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createQueries } from './api/queries.ts';
import './base.css';
import { askStylesAgain } from './frame/styles.ts';
import { PATTERNS, paths, readSearch, writeSearch } from './paths.ts';
import { routeTree } from './routes.tsx';

const queries = createQueries(why => {
  const here = router.state.location;
  const standing: readonly string[] = [PATTERNS.signIn, PATTERNS.password, PATTERNS.firstRun];
  if (standing.includes(here.pathname)) return;
  const to = why === 'password' ? paths.password() : paths.signIn(here.href === '/' ? {} : { to: here.href });
  queries.removeQueries();
  void router.navigate({ to: to.to, search: to.search ?? {} });
});

const router = createRouter({
  routeTree,
  context: { queries },
  defaultPreload: false,
  defaultPendingMs: 150,
  parseSearch: readSearch,
  stringifySearch: writeSearch,
  scrollRestoration: true,
});

askStylesAgain();

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
);

// After the first page stands: it must not weigh on it.
globalThis.addEventListener('load', () => void import('./phone/shell.ts').then(shell => shell.startShell()));
