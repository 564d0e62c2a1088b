import { PATTERNS } from '../paths.ts';
import { page } from '../routing.tsx';

export const routes = [
  page(PATTERNS.standings, () => import('./StandingsPage.tsx')),
  page(PATTERNS.ledger, () => import('./LedgerPage.tsx')),
];
