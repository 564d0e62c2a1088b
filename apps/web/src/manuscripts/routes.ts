import { PATTERNS } from '../paths.ts';
import { page } from '../routing.tsx';

export const routes = [
  page(PATTERNS.manuscripts, () => import('./ManuscriptsPage.tsx')),
  page(PATTERNS.write, () => import('./WritePage.tsx')),
  page(PATTERNS.manuscript, () => import('./ManuscriptPage.tsx')),
];
