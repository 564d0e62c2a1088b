import { PATTERNS } from '../paths.ts';
import { barePage } from '../routing.tsx';

export const bareRoutes = [barePage(PATTERNS.firstRun, () => import('./FirstRunPage.tsx'))];
