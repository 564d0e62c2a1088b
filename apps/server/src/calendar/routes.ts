import { bring, hours } from './bring.ts';
import { decide, undecide } from './decide.ts';
import { year } from './year.ts';

export const calendarRoutes = { year, decide, undecide, bring, hours };
