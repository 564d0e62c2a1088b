/** Conditions and formulas, each as its text and as what it means. */
import type { Fact } from '../../src/index.ts';
import * as f from './fractions.ts';
import { q, read } from './fractions.ts';
import type { Cond, Num } from './rules.ts';
import { LEVELS } from './tally.ts';

const text = (fact: Fact | undefined, name: string) => String(fact?.attrs?.[name] ?? '');
const days = (a: string, b: string) => Math.round((Date.parse(b) - Date.parse(a)) / 86_400_000);

export const CONDITIONS: readonly Cond[] = [
  { text: 'front', holds: ({ fact }) => fact?.attrs?.front === true },
  {
    text: '!front || words > 900',
    holds: ({ fact }) => fact?.attrs?.front !== true || Number(text(fact, 'words')) > 900,
  },
  { text: "level == 'city'", holds: ({ fact }) => text(fact, 'level') === 'city' },
  {
    text: "level in ['national', 'province']",
    holds: ({ fact }) => LEVELS.slice(0, 2).includes(text(fact, 'level')),
  },
  { text: "outlet.startsWith('晚')", holds: ({ fact }) => text(fact, 'outlet').startsWith('晚') },
  {
    text: "on >= '2026-04-01' && on < '2026-09-15'",
    holds: ({ fact }) => (fact?.on ?? '') >= '2026-04-01' && (fact?.on ?? '') < '2026-09-15',
  },
  { text: 'booked != on', holds: ({ fact }) => fact?.bookedOn !== fact?.on },
  {
    text: "due != '' && days(on, due) < 3",
    holds: ({ fact }) => text(fact, 'due') !== '' && days(fact?.on ?? '', text(fact, 'due')) < 3,
  },
  { text: 'workday(on)', holds: ({ fact }) => ![0, 6].includes(new Date(fact?.on ?? '').getUTCDay()) },
  {
    text: 'month(on) == 3 || day(on) > 20',
    holds: ({ fact }) => fact?.on.slice(5, 7) === '03' || Number(fact?.on.slice(8)) > 20,
  },
  { text: 'joint > 1', holds: ({ fact }) => (fact?.coUnits ?? []).length > 0 },
  { text: "author.role == 'editor'", holds: ({ fact }) => fact?.persons?.[0]?.id === 'p1' },
  {
    text: "'town' in unit.classes",
    holds: ({ owner }) => (owner.kind === 'unit' ? owner.id : owner.unit) !== 'u3',
  },
  { text: "unit.group == '一组'", holds: ({ owner }) => owner.group === '一组' },
  { text: 'now >= 5', holds: ({ now }) => f.cmp(now, q(5)) >= 0 },
  {
    text: "also('submitted')",
    holds: ({ fact, own }) =>
      own.some(
        other =>
          other.kind === 'submitted' &&
          fact?.manuscript !== undefined &&
          other.manuscript === fact.manuscript,
      ),
  },
  {
    text: "count('adopted') >= 2",
    holds: ({ fact, own }) =>
      own.filter(
        other =>
          other.kind === 'adopted' && fact?.manuscript !== undefined && other.manuscript === fact.manuscript,
      ).length >= 2,
  },
  {
    text: "earlier('judged') > 0",
    holds: ({ fact, own }) => own.some(other => other.kind === 'judged' && other.on < (fact?.on ?? '')),
  },
  {
    text: "earlier('submitted', 'month') > 0",
    holds: ({ fact, own }) =>
      own.some(
        other =>
          other.kind === 'submitted' &&
          other.on < (fact?.on ?? '') &&
          other.on.slice(0, 7) === fact?.on.slice(0, 7),
      ),
  },
  {
    text: "first('lead')",
    holds: ({ fact, all }) =>
      fact?.lead === undefined ||
      !all.some(other => other.kind === fact.kind && other.lead === fact.lead && other.on < fact.on),
  },
];

export const FORMULAS: readonly Num[] = [
  { text: 'words / 300', of: ({ fact }) => f.over(read(text(fact, 'words') || '0'), q(300)) },
  {
    text: 'joint + authors',
    of: ({ fact }) => q(1 + (fact?.coUnits ?? []).length + (fact?.persons ?? []).length),
  },
  { text: "level == 'city' ? 3 : 4.5", of: ({ fact }) => (text(fact, 'level') === 'city' ? q(3) : q(9, 2)) },
  {
    text: 'min(8, floor(words / 250))',
    of: ({ fact }) => f.most(f.down(f.over(read(text(fact, 'words') || '0'), q(250))), q(8)),
  },
];
