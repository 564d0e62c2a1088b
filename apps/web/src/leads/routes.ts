import { PATTERNS } from '../paths.ts';
import { page } from '../routing.tsx';

export const routes = [
  page(PATTERNS.leads, () => import('./LeadsPage.tsx')),
  page(PATTERNS.lead, () => import('./LeadPage.tsx')),
];
