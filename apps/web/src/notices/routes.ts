import { PATTERNS } from '../paths.ts';
import { page } from '../routing.tsx';

export const routes = [
  page(PATTERNS.today, () => import('./TodayPage.tsx')),
  page(PATTERNS.counted, () => import('./CountedPage.tsx')),
  page(PATTERNS.notices, () => import('./NoticesPage.tsx')),
];
