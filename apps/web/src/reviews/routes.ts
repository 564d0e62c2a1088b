import { PATTERNS } from '../paths.ts';
import { page } from '../routing.tsx';

export const routes = [
  page(PATTERNS.reviews, () => import('./ReviewsPage.tsx')),
  page(PATTERNS.reviewBatch, () => import('./BatchPage.tsx')),
  page(PATTERNS.stuck, () => import('./StuckPage.tsx')),
  page(PATTERNS.routes, () => import('./ReviewRoutesPage.tsx')),
  page(PATTERNS.delegations, () => import('./DelegationsPage.tsx')),
  page(PATTERNS.desk, () => import('./DeskPage.tsx')),
  page(PATTERNS.merge, () => import('./MergePage.tsx')),
];
