import { PATTERNS } from '../paths.ts';
import { page } from '../routing.tsx';

export const routes = [
  page(PATTERNS.imports, () => import('./ImportsPage.tsx')),
  page(PATTERNS.import, () => import('./ImportPage.tsx')),
];
