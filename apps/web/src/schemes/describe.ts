import { readCondition } from './condition.ts';
import { isMap, labelOf, listOf, mapOf, textOf } from './document.ts';
import type { FormWord, SayForm } from './formWords.ts';
import { kindOf, PERIODS, type StepKind } from './step-fields.ts';
import { dimension, type Vocabulary, wordFor } from './vocabulary.ts';

/** Scheme words in sentences: `t` speaks, `words` knows the scheme's own labels. */
export type Speech = { t: SayForm; words: Vocabulary };

/** One step as a sentence in the words of the trade, so that a clause can be read without knowing the text. */
export function describeStep(step: unknown, speech: Speech): string {
  const kind = kindOf(step);
  if (!kind || !isMap(step)) return describeChoice(step, speech);
  const told = SAY[kind](step[kind], speech);
  const when = textOf(step['when']);
  return when ? told + speech.t('rule.when', { condition: describeCondition(when, speech) }) : told;
}

function describeChoice(step: unknown, { t, words }: Speech): string {
  const id = textOf(mapOf(step)['choose']);
  const known = words.switches.find(each => each.value === id);
  return known ? t('by_choice', { question: known.label }) : t('only_text');
}

type Say = (value: unknown, speech: Speech) => string;

const changes =
  (word: 'rule.value' | 'rule.add' | 'rule.times' | 'rule.set'): Say =>
  (value, speech) =>
    speech.t(word, { amount: describeAmount(value, speech) });

const SAY: Record<StepKind, Say> = {
  select: saySelect,
  value: changes('rule.value'),
  add: changes('rule.add'),
  times: changes('rule.times'),
  set: changes('rule.set'),
  judged: (value, speech) => {
    const { least, most } = mapOf(value);
    return speech.t('rule.judged', {
      least: describeAmount(least, speech),
      most: describeAmount(most, speech),
    });
  },
  limit: (value, speech) => {
    const { least, most, per } = mapOf(value);
    const parts = [
      per === undefined ? '' : speech.t('rule.per', { period: periodName(per, speech) }),
      least === undefined ? '' : speech.t('rule.least', { amount: describeAmount(least, speech) }),
      most === undefined ? '' : speech.t('rule.most', { amount: describeAmount(most, speech) }),
    ];
    return parts.filter(Boolean).join(' ');
  },
  round: (value, { t }) => {
    const { places = 2, mode = 'half-up' } = mapOf(value);
    return t('rule.round', { places: textOf(places), mode: choiceName(textOf(mode), t) });
  },
  combine: sayCombine,
  credit: (value, { t }) => {
    const { to = 'unit', share = 'full' } = mapOf(value);
    return t('rule.credit', { to: choiceName(textOf(to), t), share: shareName(share, t) });
  },
  tally: (value, speech) => {
    const { of = 'sum', per = 'year' } = mapOf(value);
    return speech.t('rule.tally', {
      period: periodName(per, speech),
      of: choiceName(textOf(of), speech.t),
    });
  },
  target: sayTarget,
  bands: (value, speech) => {
    const { bands, bounds } = mapOf(value);
    const bound = speech.t(bounds === 'above' ? 'rule.bands_above' : 'rule.bands_from');
    return listOf(bands)
      .map(band => {
        const { from, gives } = mapOf(band);
        return speech.t('rule.bands', { from: textOf(from), bound, gives: describeAmount(gives, speech) });
      })
      .join(speech.words.language === 'zh' ? '，' : ', ');
  },
};

function saySelect(value: unknown, speech: Speech): string {
  const { t, words } = speech;
  const { kind, lines, each, where } = mapOf(value);
  const names = (given: unknown, from: Vocabulary['kinds']): string =>
    (Array.isArray(given) ? given : [given]).map(one => wordFor(from, textOf(one))).join(comma(words));
  const head =
    each !== undefined
      ? t('rule.select_each', { period: periodName(each, speech) })
      : lines !== undefined
        ? t('rule.select_lines', { lines: names(lines, [...words.clauses, ...words.ledgers]) })
        : t('rule.select_kinds', { kinds: names(kind, words.kinds) });
  const reasons = listOf(mapOf(value)['leave-out']).map(
    each => labelOf(mapOf(each)['because'], words.language) || textOf(mapOf(each)['when']),
  );
  return (
    head +
    (where === undefined ? '' : t('rule.where', { condition: describeCondition(textOf(where), speech) })) +
    (reasons.length === 0 ? '' : t('rule.leave_out', { reasons: reasons.join(comma(words)) }))
  );
}

function sayCombine(value: unknown, speech: Speech): string {
  const { key = 'manuscript', count = 'highest', rest } = mapOf(value);
  const keys = (Array.isArray(key) ? key : [key]).map(one => keyName(textOf(one), speech));
  return (
    speech.t('rule.combine', { key: keys.join(comma(speech.words)), count: countName(count, speech.t) }) +
    (rest === undefined ? '' : speech.t('rule.rest', { rest: textOf(rest) }))
  );
}

function sayTarget(value: unknown, speech: Speech): string {
  const given = mapOf(value);
  const pays = (['met', 'unmet', 'missing', 'extra', 'proportion'] as const).filter(
    key => given[key] !== undefined,
  );
  return (
    speech.t('rule.target', { number: describeAmount(given['number'], speech) }) +
    pays.map(key => speech.t(`rule.${key}`, { amount: describeAmount(given[key], speech) })).join('')
  );
}

export function describeAmount(value: unknown, speech: Speech): string {
  const { t, words } = speech;
  if (!isMap(value)) return textOf(value);
  if ('choose' in value) return describeChoice(value, speech);
  const plain = textOf(value['number'] ?? value['formula']);
  if (value['percent'] === 'base') return t('rule.percent_base', { amount: plain });
  if (value['percent'] === 'now') return t('rule.percent_now', { amount: plain });
  if (!('by' in value)) return plain;
  const by = (Array.isArray(value['by']) ? value['by'] : [value['by']]).map(
    name => dimension(words, textOf(name), dimensionNames(t)).label,
  );
  return t('rule.amount_table', { by: by.join(comma(words)) });
}

export function describeCondition(text: string, { t, words }: Speech): string {
  const rules = readCondition(text);
  if (!rules) return text;
  return rules
    .map(rule => {
      const { label, words: values } = dimension(words, rule.attribute, dimensionNames(t));
      const named = rule.values.map(value => wordFor(values, value)).join(comma(words));
      return `${label} ${t(`is.${rule.is}`)} ${named}`.trim();
    })
    .join(` ${t('condition.and')} `);
}

export function dimensionNames(t: SayForm): Record<string, string> {
  return {
    kind: t('dim.kind'),
    'unit.group': t('dim.unit.group'),
    'unit.class': t('dim.unit.class'),
    'person.role': t('dim.person.role'),
    true: t('dim.true'),
    false: t('dim.false'),
    '*': t('table.rest'),
  };
}

const comma = (words: Vocabulary): string => (words.language === 'zh' ? '、' : ', ');

export function periodName(value: unknown, { t }: Pick<Speech, 't'>): string {
  const known = PERIODS.find(period => period === value);
  return known ? t(`period.${known}`) : textOf(value);
}

export function keyName(key: string, speech: Speech): string {
  if (key === 'manuscript' || key === 'lead') return speech.t(`key.${key}`);
  if (PERIODS.some(period => period === key)) return periodName(key, speech);
  return dimension(speech.words, key, dimensionNames(speech.t)).label;
}

export function choiceName(choice: string, t: SayForm): string {
  const word = `choice.${choice}` as FormWord;
  const said = (t as (word: FormWord) => string)(word);
  return said === word ? choice : said;
}

export function countName(count: unknown, t: SayForm): string {
  const best = mapOf(count)['best'];
  return best === undefined ? choiceName(textOf(count), t) : t('choice.best', { n: textOf(best) });
}

export function shareName(share: unknown, t: SayForm): string {
  const ratio = mapOf(share)['ratio'];
  return ratio === undefined
    ? choiceName(textOf(share), t)
    : t('choice.ratio', { ratio: listOf(ratio).map(textOf).join(':') });
}
