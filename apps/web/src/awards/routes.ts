import { PATTERNS } from '../paths.ts';
import { page } from '../routing.tsx';

export const routes = [
  page(PATTERNS.awards, () => import('./AwardsPage.tsx')),
  page(PATTERNS.award, () => import('./AwardRoundPage.tsx')),
];
