import { BUILDING } from './building.ts';
import { CITIZENS } from './citizens.ts';
import { LIVING } from './living.ts';
import { NETWORKS } from './networks.ts';
import { OFFICES } from './offices.ts';
import { SEASONS } from './seasons.ts';
import { STREETS } from './streets.ts';
import type { Theme } from './theme.ts';

export const THEMES: readonly Theme[] = [
  ...STREETS,
  ...BUILDING,
  ...LIVING,
  ...SEASONS,
  ...CITIZENS,
  ...OFFICES,
  ...NETWORKS,
];

export function themeOf(id: string): Theme {
  const theme = THEMES.find(each => each.id === id);
  if (!theme) throw new Error(`no theme ${id}`);
  return theme;
}
