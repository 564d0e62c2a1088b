import { PATTERNS } from '../../paths.ts';
import { page } from '../../routing.tsx';

export const routes = [
  page(PATTERNS.trials, () => import('./TrialsPage.tsx')),
  page(PATTERNS.trial, () => import('./TrialPage.tsx')),
];
