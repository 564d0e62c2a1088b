import { PATTERNS } from '../paths.ts';
import { page } from '../routing.tsx';

export const routes = [
  page(PATTERNS.commissions, () => import('./CommissionsPage.tsx')),
  page(PATTERNS.commissionNew, () => import('./IssuePage.tsx')),
  page(PATTERNS.commission, () => import('./CommissionPage.tsx')),
];
