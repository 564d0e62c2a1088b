import { PATTERNS } from '../paths.ts';
import { page } from '../routing.tsx';

export const routes = [
  page(PATTERNS.fees, () => import('./FeesPage.tsx')),
  page(PATTERNS.fee, () => import('./FeeListPage.tsx')),
];
