import { PATTERNS } from '../paths.ts';
import { page } from '../routing.tsx';

export const routes = [
  page(PATTERNS.units, () => import('./UnitsPage.tsx')),
  page(PATTERNS.people, () => import('./PeoplePage.tsx')),
  page(PATTERNS.groups, () => import('./GroupsPage.tsx')),
  page(PATTERNS.roster, () => import('./RosterPage.tsx')),
  page(PATTERNS.tokens, () => import('./TokensPage.tsx')),
];
