import { PATTERNS } from '../paths.ts';
import { page } from '../routing.tsx';

export const routes = [
  page(PATTERNS.adoptions, () => import('./AdoptionsPage.tsx')),
  page(PATTERNS.claim, () => import('./ClaimPage.tsx')),
  page(PATTERNS.adoption, () => import('./AdoptionPage.tsx')),
  page(PATTERNS.faults, () => import('./FaultsPage.tsx')),
];
