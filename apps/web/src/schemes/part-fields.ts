import { isMap } from './document.ts';
import { answering, keyField, ROUNDINGS, type StepField } from './step-fields.ts';

/** Fields of everything in a scheme but the steps of clauses, as rows of data. */
const label = keyField('label', 'label', { is: 'text' });
const when = keyField('when', 'when', { is: 'condition' });
const because = keyField('because', 'because', { is: 'text' });

export const HEAD_FIELDS: StepField[] = [
  keyField('effective.from', 'effective.from', { is: 'text' }),
  keyField('effective.to', 'effective.to', { is: 'text' }),
  keyField('rounding.places', 'rounding.places', { is: 'number' }),
  keyField('rounding.mode', 'mode', { is: 'choice', of: ROUNDINGS, default: 'half-up' }),
  keyField('rounding.at', 'rounding.at', { is: 'choice', of: ['line', 'total'], default: 'line' }),
  keyField('year.starts', 'starts', { is: 'text' }),
];

export const LEDGER_FIELDS: StepField[] = [
  label,
  keyField('owner', 'owner', {
    is: 'choice',
    of: ['unit', 'person'],
    default: 'unit',
    named: { unit: 'choice.owner_unit' },
  }),
  keyField('measure', 'measure', { is: 'known', of: 'measures' }),
  keyField('dates', 'dates', { is: 'choice', of: ['on', 'bookedOn'], default: 'on' }),
  answering('a', keyField('closes', 'closes', { is: 'period' })),
  keyField('who', 'who', { is: 'condition' }),
  keyField('per', 'ledgers.per', { is: 'period' }),
];

export const CLOSING_KINDS = ['start', 'part', 'add', 'times', 'set', 'limit', 'round', 'gate'] as const;
export type ClosingKind = (typeof CLOSING_KINDS)[number];

export const CLOSING_FIELDS: Record<ClosingKind, StepField[]> = {
  start: [keyField('start', 'start', { is: 'amount' }), because],
  part: [
    keyField('part.ledger', 'ledger', { is: 'known', of: 'ledgers' }),
    keyField('part.weight', 'weight', { is: 'number' }),
    because,
  ],
  add: [keyField('add', 'add', { is: 'amount' }), when, because],
  times: [keyField('times', 'times', { is: 'amount' }), when, because],
  set: [keyField('set', 'set', { is: 'amount' }), when, because],
  limit: [
    keyField('limit.least', 'least', { is: 'amount' }),
    keyField('limit.most', 'most', { is: 'amount' }),
    because,
  ],
  round: [
    keyField('round.places', 'places', { is: 'number' }),
    keyField('round.mode', 'mode', { is: 'choice', of: ROUNDINGS, default: 'half-up' }),
    because,
  ],
  gate: [
    keyField('gate.when', 'when', { is: 'condition' }),
    keyField('gate.then', 'gate.then', { is: 'choice', of: ['zero', 'set', 'stop', 'mark'] }),
    keyField('gate.to', 'gate.to', { is: 'number' }),
    keyField('gate.mark', 'mark', { is: 'text' }),
    keyField('gate.running', 'running', { is: 'number' }),
    because,
  ],
};

export function closingKindOf(step: unknown): ClosingKind | null {
  return isMap(step) ? (CLOSING_KINDS.find(kind => kind in step) ?? null) : null;
}

/** What a new closing step begins with; the ledger of a part is named by who adds it. */
export const NEW_CLOSINGS: Record<ClosingKind, Record<string, unknown>> = {
  start: { start: 0 },
  part: { part: { ledger: '' } },
  add: { add: 0 },
  times: { times: 1 },
  set: { set: 0 },
  limit: { limit: { least: 0 } },
  round: { round: { places: 0, mode: 'half-up' } },
  // biome-ignore lint/suspicious/noThenProperty: the word of the language; it is data
  gate: { gate: { when: 'now < 60', then: 'mark', mark: '不合格' } },
};

export const RANKING_FIELDS: StepField[] = [
  label,
  keyField('ledger', 'ledger', { is: 'known', of: 'ledgers' }),
  keyField('by', 'rankings.by', { is: 'choice', of: ['group', 'class', 'all'], default: 'group' }),
  keyField('ties', 'ties', { is: 'choice', of: ['shared', 'dense'], default: 'shared' }),
  keyField('breakers', 'breakers', { is: 'pairs', of: 'breakers' }),
  answering('g', keyField('apart', 'apart', { is: 'condition' })),
  keyField('gives.places', 'rankings.gives', { is: 'numbers' }),
  keyField('gives.others', 'others', { is: 'number' }),
  keyField('convert.full', 'convert', { is: 'number' }),
  keyField('convert.places', 'places', { is: 'number' }),
  keyField('convert.mode', 'mode', { is: 'choice', of: ROUNDINGS, default: 'half-up' }),
];

export const AWARD_FIELDS: StepField[] = [
  label,
  keyField('ranking', 'ranking', { is: 'known', of: 'rankings' }),
  keyField('seats.each-group', 'each-group', { is: 'number' }),
  keyField('seats.groups', 'groups', { is: 'pairs', of: 'groups' }),
  keyField('seats.share', 'seats.share', { is: 'number' }),
  keyField('seats.rounding', 'seats.rounding', { is: 'choice', of: ROUNDINGS }),
  keyField('seats.from', 'seats.from', { is: 'number' }),
  keyField('at-least', 'at-least', { is: 'number' }),
  keyField('barred', 'barred', { is: 'known', of: 'marks', many: true }),
  keyField('except', 'except', { is: 'known', of: 'awards', many: true }),
  keyField('last-lose', 'last-lose', { is: 'number' }),
  answering(
    'f',
    keyField('ties-at-last', 'ties-at-last', { is: 'choice', of: ['all', 'none'], default: 'all' }),
  ),
  keyField('money', 'money', { is: 'number' }),
];

export const ATTRIBUTE_FIELDS: StepField[] = [
  label,
  keyField('type', 'type', { is: 'choice', of: ['word', 'text', 'number', 'yes-no', 'day'] }),
  keyField('default', 'default', { is: 'number' }),
  keyField('formula', 'formula', { is: 'formula' }),
  keyField('bands.of', 'of', { is: 'attribute', kind: 'number' }),
  answering(
    'e',
    keyField('bands.bounds', 'bounds', { is: 'choice', of: ['from', 'above'], default: 'from' }),
  ),
  keyField('least', 'attributes.least', { is: 'number' }),
  keyField('most', 'attributes.most', { is: 'number' }),
];
