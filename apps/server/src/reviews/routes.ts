import { approve } from './approve.ts';
import { giveBack } from './return.ts';
import { waiting } from './waiting.ts';

export const reviewRoutes = {
  waiting,
  approve,
  return: giveBack,
};
