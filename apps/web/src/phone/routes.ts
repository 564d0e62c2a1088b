import { PATTERNS } from '../paths.ts';
import { barePage } from '../routing.tsx';

/** Outside the frame: it opens without network, before anybody can be asked who is there. */
export const bareRoutes = [barePage(PATTERNS.field, () => import('./FieldPage.tsx'))];
