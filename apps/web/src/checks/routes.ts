import { PATTERNS } from '../paths.ts';
import { page } from '../routing.tsx';

export const routes = [
  page(PATTERNS.checkRules, () => import('./RulesPage.tsx')),
  page(PATTERNS.checkFigures, () => import('./FiguresPage.tsx')),
  page(PATTERNS.clearances, () => import('./ClearancesPage.tsx')),
  page(PATTERNS.secrecyWords, () => import('./SecrecyWordsPage.tsx')),
];
