import { PATTERNS } from '../paths.ts';
import { page } from '../routing.tsx';

export const routes = [
  page(PATTERNS.mails, () => import('./MailPage.tsx')),
  page(PATTERNS.mail, () => import('./MessagePage.tsx')),
  page(PATTERNS.mailSettings, () => import('./MailSettingsPage.tsx')),
];
