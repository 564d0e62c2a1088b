import { PATTERNS } from '../paths.ts';
import { page } from '../routing.tsx';

export const routes = [
  page(PATTERNS.releases, () => import('./ReleasesPage.tsx')),
  page(PATTERNS.releaseNew, () => import('./StartPage.tsx')),
  page(PATTERNS.releaseErrors, () => import('./ErrorsPage.tsx')),
  page(PATTERNS.release, () => import('./ReleasePage.tsx')),
];
