import { PATTERNS } from '../paths.ts';
import { page } from '../routing.tsx';

export const routes = [
  page(PATTERNS.standings, () => import('./StandingsPage.tsx')),
  page(PATTERNS.objections, () => import('./objections/ObjectionsPage.tsx')),
  page(PATTERNS.objection, () => import('./objections/ObjectionPage.tsx')),
  page(PATTERNS.periodChanges, () => import('./objections/ChangesPage.tsx')),
  page(PATTERNS.ledger, () => import('./LedgerPage.tsx')),
];
