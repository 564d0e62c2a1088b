import { PATTERNS } from '../paths.ts';
import { page } from '../routing.tsx';

export const routes = [
  page(PATTERNS.settings, () => import('./SettingsPage.tsx')),
  page('$', async () => ({ default: (await import('./PageMissing.tsx')).PageMissing })),
];
