import { language } from '../../words/i18n.ts';
import { isMap, listOf, mapOf, type Path, textOf, valueAt } from '../document.ts';
import type { SayForm } from '../formWords.ts';
import { PERIODS } from '../step-fields.ts';
import { dimension, type Vocabulary, type Word } from '../vocabulary.ts';
import { callWords, givenWords } from './expression-words.ts';

type Asked = { document: Record<string, unknown>; words: Vocabulary; t: SayForm };

/** Words of the scheme itself that may stand as the value at a path: its kinds, attributes, ledgers, clauses. */
export function ownWords(path: Path, { document, words, t }: Asked): Word[] {
  const names = path.filter(step => typeof step === 'string');
  const key = names.at(-1) ?? '';
  const inside = names.at(-2) ?? '';
  const attributes = words.attributes.map(({ value, label }) => ({ value, label }));
  const numeric = words.attributes.filter(({ kind }) => kind === 'number');
  const own: Record<string, () => Word[]> = {
    kind: () => words.kinds,
    lines: () => [...words.clauses, ...words.ledgers],
    ledger: () => words.ledgers,
    ranking: () => words.rankings,
    except: () =>
      words.awards.filter(({ value }) => value !== textOf(valueAt(document, [...path.slice(0, 2), 'id']))),
    barred: () => marksOf(document),
    choose: () => words.switches,
    measure: () => [{ value: 'points', label: t('measure.points') }, ...words.measures],
    key: () => [
      ...(['manuscript', 'lead'] as const).map(value => ({ value, label: t(`key.${value}`) })),
      ...periods(t),
      { value: 'kind', label: t('dim.kind') },
      ...attributes,
    ],
    by: () => (inside === 'combine' ? attributes : [...attributes, ...dimensions(t)]),
    'one-of': () => attributes,
    'for-each': () => [...attributes, { value: 'kind', label: t('dim.kind') }],
    distinct: () => [{ value: 'manuscript', label: t('key.manuscript') }, ...attributes],
    number: () => (inside === 'judged' ? numeric : []),
    judge: () => attributes,
    reason: () => attributes,
    of: () => {
      if (inside === 'breakers') return [...words.clauses, ...words.ledgers];
      return inside === 'each' || inside === 'bands' ? numeric : [];
    },
    value: () => words.switches.find(each => each.value === inside && names[0] === 'switches')?.options ?? [],
    default: () =>
      names[0] === 'switches'
        ? (words.switches.find(each => each.value === inside)?.options ?? [])
        : (words.attributes.find(each => each.value === inside)?.words ?? []),
  };
  return names[0] === 'switches' && names[2] === 'options' ? [] : (own[key]?.() ?? []);
}

/** Words that may head a row or column of the table at a path, and the answers of a switch. */
export function ownKeys(path: Path, { document, words, t }: Asked): Word[] {
  const there = valueAt(document, path);
  if (isMap(there) && 'choose' in there)
    return words.switches.find(each => each.value === textOf(there['choose']))?.options ?? [];
  const at = path.lastIndexOf('table');
  if (at === -1) return [];
  const by = [mapOf(valueAt(document, path.slice(0, at)))['by']].flat().map(textOf);
  const name = by[path.length - at - 1];
  if (name === undefined || name === '') return [];
  return [
    ...dimension(words, name, { true: t('dim.true'), false: t('dim.false') }).words,
    { value: '*', label: t('table.rest') },
  ];
}

const periods = (t: SayForm): Word[] => PERIODS.map(value => ({ value, label: t(`period.${value}`) }));

const dimensions = (t: SayForm): Word[] =>
  (['kind', 'unit.group', 'unit.class', 'person.role'] as const).map(value => ({
    value,
    label: t(`dim.${value}`),
  }));

/** Marks that a gate of some ledger puts on an owner. */
export function marksOf(document: Record<string, unknown>): Word[] {
  const marks = Object.values(mapOf(document['ledgers'])).flatMap(ledger =>
    listOf(mapOf(ledger)['steps']).flatMap(step => {
      const { mark } = mapOf(mapOf(step)['gate']);
      return textOf(mark) ? [textOf(mark)] : [];
    }),
  );
  return [...new Set(marks)].map(mark => ({ value: mark, label: mark }));
}

export type ExpressionWord = Word & { type: 'function' | 'variable' | 'constant' };

/** What may go on at the end of a half written condition or formula: words of a text in quotes, or names. */
export function expressionWords(
  written: string,
  words: Vocabulary,
): { from: number; options: ExpressionWord[] } {
  const called = /(\w+)\(\s*(['"])([^'"]*)$/.exec(written);
  const constants = (from: number, list: readonly Word[]) => ({
    from,
    options: list.map(word => ({ ...word, type: 'constant' as const })),
  });
  if (called)
    return constants(written.length - (called[3] ?? '').length, argumentsOf(called[1] ?? '', words));
  const inList = /\[[^\]]*['"][^'"]*$/.test(written);
  const compared = (
    inList ? /([\w.]+)\s+in\s+\[(?:[^\]]*[,\s])?(['"])([^'"]*)$/ : /([\w.]+)\s*[=!]=\s*(['"])([^'"]*)$/
  ).exec(written);
  if (compared) {
    const name = compared[1] ?? '';
    const list = dimension(words, name, {}).words;
    return constants(written.length - (compared[3] ?? '').length, list);
  }
  if ((written.match(/'/g) ?? []).length % 2 === 1) return constants(written.length, []);
  const from = written.length - (/[\w.]*$/.exec(written)?.[0].length ?? 0);
  const variable = (list: readonly Word[]) => list.map(word => ({ ...word, type: 'variable' as const }));
  return {
    from,
    options: [
      ...variable(words.attributes),
      ...variable(words.numbers.map(({ value, label }) => ({ value: `unit.${value}`, label }))),
      ...variable(listed(givenWords)),
      ...listed(callWords).map(word => ({ ...word, type: 'function' as const })),
    ],
  };
}

const listed = (given: typeof givenWords | typeof callWords): Word[] =>
  Object.entries(given[language()]).map(([value, label]) => ({ value, label }));

function argumentsOf(name: string, words: Vocabulary): readonly Word[] {
  if (['also', 'count', 'earlier'].includes(name)) return words.kinds;
  if (['place', 'worth', 'highest', 'mean'].includes(name)) return words.rankings;
  if (['total', 'before', 'lastYear', 'unitTotal', 'personsTotal', 'partsTotal'].includes(name))
    return [...words.clauses, ...words.ledgers];
  return name === 'first' ? ['lead', 'manuscript'].map(value => ({ value, label: value })) : [];
}
