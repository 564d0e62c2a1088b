import { PATTERNS } from '../paths.ts';
import { barePage, page } from '../routing.tsx';

export const bareRoutes = [
  barePage(PATTERNS.signIn, () => import('./SignInPage.tsx')),
  barePage(PATTERNS.password, () => import('./FirstPasswordPage.tsx')),
];
export const routes = [page(PATTERNS.account, () => import('./AccountPage.tsx'))];
