import { PATTERNS } from '../paths.ts';
import { page } from '../routing.tsx';

export const routes = [page(PATTERNS.text, () => import('./TextPage.tsx'))];
