import { PATTERNS } from '../paths.ts';
import { page } from '../routing.tsx';

export const routes = [
  page(PATTERNS.schemes, () => import('./SchemesPage.tsx')),
  page(PATTERNS.scheme, () => import('./SchemePage.tsx')),
  page(PATTERNS.schemeCompare, () => import('./ComparePage.tsx')),
];
