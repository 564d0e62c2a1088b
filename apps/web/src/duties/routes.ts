import { PATTERNS } from '../paths.ts';
import { page } from '../routing.tsx';

export const routes = [
  page(PATTERNS.duties, () => import('./DutiesPage.tsx')),
  page(PATTERNS.dutyRates, () => import('./RatesPage.tsx')),
  page(PATTERNS.dutyRules, () => import('./RulesPage.tsx')),
];
