export type * from './facts.ts';
export type * from './ledger.ts';
export type { Period, PeriodKind, Stretch } from './periods.ts';
export type { Problem } from './problems.ts';
export type * from './scheme.ts';
