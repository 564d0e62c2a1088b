import { isMap, type Path } from './document.ts';
import type { FormWord } from './formWords.ts';
import type { KeyWord } from './text/keyWords.ts';

export const STEP_KINDS = [
  'select',
  'value',
  'judged',
  'add',
  'times',
  'set',
  'limit',
  'round',
  'combine',
  'credit',
  'tally',
  'target',
  'bands',
] as const;
export type StepKind = (typeof STEP_KINDS)[number];

export const PERIODS = [
  'day',
  'week',
  'ten-days',
  'half-month',
  'month',
  'two-months',
  'quarter',
  'half-year',
  'term',
  'year',
  'all',
] as const;

/** Lists of the scheme itself that a field may name. */
export type KnownList = 'ledgers' | 'rankings' | 'measures' | 'awards' | 'marks' | 'lines';

/** What a field of a step holds, and so by what it is changed. */
export type FieldShape =
  | { is: 'amount' }
  | { is: 'condition' }
  | { is: 'formula' }
  | { is: 'number' }
  | { is: 'text' }
  | { is: 'kinds' }
  | { is: 'reasons' }
  | { is: 'bands' }
  | { is: 'keys' }
  | { is: 'count' }
  | { is: 'share' }
  | { is: 'numbers' }
  | { is: 'known'; of: KnownList; many?: boolean }
  | { is: 'pairs'; of: 'breakers' | 'groups' }
  | { is: 'attribute'; kind?: 'number' }
  | { is: 'period' }
  | { is: 'choice'; of: readonly string[]; default?: string; named?: Record<string, FormWord> };

/** `letter`: the open question (a to h) that the field answers. */
export type StepField = {
  path: Path;
  word: FormWord | null;
  key?: KeyWord;
  shape: FieldShape;
  letter?: string;
};

const field = (
  path: string,
  shape: FieldShape,
  more: { word?: FormWord; letter?: string } = {},
): StepField => ({
  path: path.split('.'),
  word: more.word ?? (`field.${path.split('.').at(-1)}` as FormWord),
  shape,
  ...(more.letter && { letter: more.letter }),
});

/** A field whose name stands in the list of all keys. */
export const keyField = (path: string, key: KeyWord, shape: FieldShape): StepField => ({
  path: path.split('.'),
  word: null,
  key,
  shape,
});

/** The field answers an open question. */
export const answering = (letter: string, field: StepField): StepField => ({ ...field, letter });

export const ROUNDINGS = ['half-up', 'half-down', 'half-even', 'down', 'up'] as const;

const when = field('when', { is: 'condition' });
const because = field('because', { is: 'text' });

/** Every field of every step, in the order of the reference; what is not written has the default of the language. */
export const STEP_FIELDS: Record<StepKind, StepField[]> = {
  select: [
    field('select.kind', { is: 'kinds' }),
    keyField('select.lines', 'lines', { is: 'known', of: 'lines', many: true }),
    field('select.where', { is: 'condition' }),
    field('select.leave-out', { is: 'reasons' }),
    field('select.each', { is: 'period' }),
  ],
  value: [field('value', { is: 'amount' }), because],
  judged: [
    field('judged.number', { is: 'attribute', kind: 'number' }, { word: 'field.mark' }),
    field('judged.least', { is: 'amount' }),
    field('judged.most', { is: 'amount' }),
    field('judged.judge', { is: 'attribute' }),
    field('judged.reason', { is: 'attribute' }),
    because,
  ],
  add: [field('add', { is: 'amount' }), when, because],
  times: [field('times', { is: 'amount' }), when, because],
  set: [field('set', { is: 'amount' }), when, because],
  limit: [
    field('limit.least', { is: 'amount' }),
    field('limit.most', { is: 'amount' }),
    field('limit.per', { is: 'period' }),
    field('limit.for-each', { is: 'attribute' }),
    field('limit.of', { is: 'choice', of: ['base'] }, { word: 'field.limit_of' }),
    when,
    because,
  ],
  round: [
    field('round.places', { is: 'number' }),
    field('round.mode', { is: 'choice', of: ROUNDINGS }),
    when,
    because,
  ],
  combine: [
    field('combine.key', { is: 'keys' }),
    field('combine.count', { is: 'count' }),
    field('combine.by', { is: 'attribute' }, { word: 'field.combine_by' }),
    field('combine.one-of', { is: 'attribute' }),
    field('combine.rest', { is: 'number' }),
    keyField('combine.factors', 'factors', { is: 'numbers' }),
    field(
      'combine.later',
      { is: 'choice', of: ['difference', 'reopen'], default: 'difference' },
      { letter: 'a' },
    ),
    when,
    because,
  ],
  credit: [
    field('credit.to', {
      is: 'choice',
      of: ['unit', 'units', 'co-units', 'first-person', 'persons'],
      default: 'unit',
    }),
    field('credit.share', { is: 'share' }, { letter: 'd' }),
    when,
    because,
  ],
  tally: [
    field(
      'tally.of',
      { is: 'choice', of: ['sum', 'count', 'distinct', 'average', 'highest', 'lowest'], default: 'sum' },
      { word: 'field.tally_of' },
    ),
    field('tally.per', { is: 'period' }),
    field('tally.distinct', { is: 'attribute' }),
    field('tally.best', { is: 'number' }),
    field('tally.for-each', { is: 'attribute' }),
    keyField('tally.drop.highest', 'highest', { is: 'number' }),
    keyField('tally.drop.lowest', 'lowest', { is: 'number' }),
    field('tally.divided-by', { is: 'formula' }),
    because,
  ],
  target: [
    field('target.number', { is: 'amount' }, { word: 'field.target_number' }),
    field('target.met', { is: 'amount' }),
    field('target.unmet', { is: 'amount' }),
    field('target.missing', { is: 'amount' }),
    field('target.extra', { is: 'amount' }),
    field('target.proportion', { is: 'amount' }),
    field('target.least', { is: 'amount' }),
    field('target.most', { is: 'amount' }),
    field(
      'target.nothing-owed',
      { is: 'choice', of: ['skip', 'met', 'count'], default: 'skip', named: { count: 'choice.count_extra' } },
      { letter: 'g' },
    ),
    field('target.settle', { is: 'choice', of: ['at-end', 'running'], default: 'at-end' }),
    because,
  ],
  bands: [
    field('bands.bands', { is: 'bands' }),
    field('bands.bounds', { is: 'choice', of: ['from', 'above'], default: 'from' }, { letter: 'e' }),
    because,
  ],
};

/** Which step it is; null for a switch between steps and for what is no step. */
export function kindOf(step: unknown): StepKind | null {
  if (!isMap(step)) return null;
  return STEP_KINDS.find(kind => kind in step) ?? null;
}

/** What a new step begins with. */
export const NEW_STEPS: Record<StepKind, Record<string, unknown>> = {
  select: { select: { kind: 'adopted' } },
  value: { value: 0 },
  judged: { judged: { number: 'mark', least: 0, most: 10, judge: 'judge', reason: 'reason' } },
  add: { add: 0 },
  times: { times: 1 },
  set: { set: 0 },
  limit: { limit: { most: 100 } },
  round: { round: { places: 2, mode: 'half-up' } },
  combine: { combine: { key: 'manuscript', count: 'highest' } },
  credit: { credit: { to: 'units', share: 'full' } },
  tally: { tally: { of: 'count', per: 'quarter' } },
  target: { target: { number: 1, missing: -1 } },
  bands: { bands: { bands: [{ from: 1, gives: 1 }] } },
};
