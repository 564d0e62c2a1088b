import { PATTERNS } from '../paths.ts';
import { page } from '../routing.tsx';

export const routes = [
  page(PATTERNS.search, () => import('./SearchPage.tsx')),
  page(PATTERNS.unreadFiles, () => import('./UnreadFilesPage.tsx')),
];
