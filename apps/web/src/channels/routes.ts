import { PATTERNS } from '../paths.ts';
import { page } from '../routing.tsx';

export const routes = [
  page(PATTERNS.noticeWishes, () => import('./WishesPage.tsx')),
  page(PATTERNS.urgent, () => import('./UrgentPage.tsx')),
  page(PATTERNS.channels, () => import('./ChannelsPage.tsx')),
];
