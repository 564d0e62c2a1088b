import { PATTERNS } from '../paths.ts';
import { page } from '../routing.tsx';

export const routes = [
  page(PATTERNS.circulars, () => import('./CircularsPage.tsx')),
  page(PATTERNS.circular, () => import('./CircularPage.tsx')),
];
