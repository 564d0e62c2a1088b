import { move, nil, waive } from './answer.ts';
import { hand, handBack, handTo } from './hand.ts';
import { get, list, rates } from './list.ts';
import { rules, savePlan, saveRule } from './rules.ts';

export const dutyRoutes = {
  ...{ list, get, nil, waive, move, handTo, hand, handBack },
  ...{ rates, rules, saveRule, savePlan },
};
