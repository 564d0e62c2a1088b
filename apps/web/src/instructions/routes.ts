import { PATTERNS } from '../paths.ts';
import { page } from '../routing.tsx';

export const routes = [
  page(PATTERNS.instructions, () => import('./InstructionsPage.tsx')),
  page(PATTERNS.instruction, () => import('./InstructionPage.tsx')),
];
