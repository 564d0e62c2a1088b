/** Whether a roster has what a scheme asks of it: groups, classes and numbers. Told before anything is scored. */
import { expressionsIn } from './check.ts';
import type { Roster, RosterPerson, RosterUnit } from './facts.ts';
import { parseDay } from './periods.ts';
import type { Problem } from './problems.ts';
import type { Scheme } from './scheme.ts';

/** Every gap, with the clause or ranking that meets it; empty for a roster that fits. */
export function checkRoster(scheme: Scheme, roster: Roster): Problem[] {
  return [
    ...groupsMissing(scheme, roster),
    ...classesUnknown(scheme, roster),
    ...numbersMissing(scheme, roster),
    ...badDays(roster),
  ];
}

const NAMES = 5;

function named(units: readonly { name: string }[]): string {
  const names = units.slice(0, NAMES).map(unit => unit.name);
  return units.length > NAMES ? `${names.join('、')}等${units.length}个` : names.join('、');
}

function groupsMissing({ rankings, awards }: Scheme, { units }: Roster): Problem[] {
  const groups = new Set(units.map(unit => unit.group ?? ''));
  const without = (by: 'group' | 'class') =>
    units.filter(unit => (by === 'group' ? !unit.group : (unit.classes ?? []).length === 0));
  const missing = rankings.flatMap(({ id, by }, i): Problem[] => {
    if (by === 'all') return [];
    const bare = without(by);
    if (bare.length === 0) return [];
    const what = by === 'group' ? { zh: '组', en: 'group' } : { zh: '类别', en: 'class' };
    return [
      {
        path: `rankings[${i}]`,
        code: `unit-without-${by}`,
        zh: `排名“${id}”按${what.zh}进行，名册中没有写${what.zh}的单位：${named(bare)}`,
        en: `The ranking "${id}" goes by ${what.en}; units without one: ${named(bare)}`,
      },
    ];
  });
  const seats = awards.flatMap(({ id, seats }, i): Problem[] => {
    const unknown = 'groups' in seats ? Object.keys(seats.groups).filter(group => !groups.has(group)) : [];
    return unknown.map(group => ({
      path: `awards[${i}].seats.groups`,
      code: 'unknown-group',
      zh: `评先“${id}”给组“${group}”留了名额，名册中没有这个组`,
      en: `The award "${id}" has seats for the group "${group}", which the roster does not have`,
    }));
  });
  return [...missing, ...seats];
}

function classesUnknown({ classes }: Scheme, { units, persons = [] }: Roster): Problem[] {
  const known = new Set(Object.keys(classes));
  if (known.size === 0) return [];
  return [...units, ...persons].flatMap((owner): Problem[] => {
    const unknown = (owner.classes ?? []).filter(name => !known.has(name));
    if (unknown.length === 0) return [];
    return [
      {
        path: 'classes',
        code: 'unknown-class',
        zh: `“${owner.name}”的类别“${unknown.join('、')}”不在办法的 classes 中`,
        en: `"${owner.name}" has the class "${unknown.join(', ')}", which the scheme does not have`,
      },
    ];
  });
}

/** A number that a rule reads, that the scheme gives no default for and that the roster leaves out, counts as 0. */
function numbersMissing(scheme: Scheme, { units, persons = [] }: Roster): Problem[] {
  return scheme.clauses.flatMap((clause, i): Problem[] => {
    const sources = expressionsIn(scheme, clause.id).map(({ source }) => source);
    return Object.entries(scheme.numbers).flatMap(([name, { label, default: fallback }]): Problem[] => {
      if (fallback !== '0') return [];
      const asks = (owner: string) =>
        sources.some(source => new RegExp(`\\b${owner}\\.${name}\\b`).test(source));
      const lacking = (owners: readonly (RosterUnit | RosterPerson)[]) =>
        owners.filter(owner => owner.numbers?.[name] === undefined);
      const bare = [...(asks('unit') ? lacking(units) : []), ...(asks('person') ? lacking(persons) : [])];
      if (bare.length === 0) return [];
      return [
        {
          path: `clauses[${i}]`,
          clause: clause.id,
          code: 'number-missing',
          zh: `条款“${clause.id}”要用“${label.zh}”，名册没有写，按0计：${named(bare)}`,
          en: `The clause "${clause.id}" reads "${label.en}", which the roster leaves out (taken as 0): ${named(bare)}`,
        },
      ];
    });
  });
}

function badDays({ units, persons = [] }: Roster): Problem[] {
  return [...units, ...persons].flatMap(({ name, from, to }): Problem[] => {
    const wrong = [from, to].filter(day => day !== undefined && parseDay(day) === null);
    const reversed = from !== undefined && to !== undefined && from > to;
    if (wrong.length === 0 && !reversed) return [];
    return [
      {
        path: '',
        code: 'bad-day',
        zh: reversed
          ? `“${name}”在名册的止日早于起日`
          : `“${name}”在名册的起止日期“${wrong.join('、')}”不是日期`,
        en: reversed
          ? `"${name}" ends in the roster before it begins`
          : `"${name}" has "${wrong.join(', ')}" as a day in the roster`,
      },
    ];
  });
}
