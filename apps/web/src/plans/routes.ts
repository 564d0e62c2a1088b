import { PATTERNS } from '../paths.ts';
import { page } from '../routing.tsx';

export const routes = [
  page(PATTERNS.plan, () => import('./PlanPage.tsx')),
  page(PATTERNS.planTopic, () => import('./TopicPage.tsx')),
];
