/** What a trial says of itself: who moved most, and the one sentence at its head. */
import { compare, parseDecimal } from './decimal.ts';
import type { OwnerKind } from './facts.ts';
import type { Label } from './scheme.ts';
import type { TrialClause, TrialClauseShift, TrialComparison, TrialOwner } from './trial.ts';

/** Owners at the ends of a result; empty where nobody moved that way. */
export type TrialExtremes = {
  up: TrialOwner[];
  down: TrialOwner[];
  gained: TrialOwner[];
  lost: TrialOwner[];
};

const NONE = '0';
const points = ({ change }: TrialOwner) => parseDecimal(change ?? NONE) ?? 0;
const byId = (a: TrialOwner, b: TrialOwner) => (a.owner.id < b.owner.id ? -1 : 1);

/** Who moves most, `count` at each end: by places (`up`, `down`) and by points (`gained`, `lost`). */
export function trialExtremes(owners: readonly TrialOwner[], count: number): TrialExtremes {
  const rising = (a: TrialOwner, b: TrialOwner) =>
    (b.shift ?? 0) - (a.shift ?? 0) || compare(points(b), points(a)) || byId(a, b);
  const gaining = (a: TrialOwner, b: TrialOwner) =>
    compare(points(b), points(a)) || (b.shift ?? 0) - (a.shift ?? 0) || byId(a, b);
  const first = (is: (owner: TrialOwner) => boolean, order: typeof rising) =>
    owners.filter(is).sort(order).slice(0, count);
  return {
    up: first(({ shift }) => (shift ?? 0) > 0, rising),
    down: first(
      ({ shift }) => (shift ?? 0) < 0,
      (a, b) => rising(b, a) || byId(a, b),
    ),
    gained: first(owner => compare(points(owner), 0) > 0, gaining),
    lost: first(
      owner => compare(points(owner), 0) < 0,
      (a, b) => gaining(b, a) || byId(a, b),
    ),
  };
}

/** Every owner, or a few of them, named for a sentence. */
const KINDS: Record<OwnerKind, Label> = {
  unit: { zh: '个单位', en: 'units' },
  person: { zh: '名个人', en: 'persons' },
};

/**
 * One sentence: how many move, and who moves most because of what. "4 个单位中 1 个得分有变、1 个名次有变；降得最多的是甲
 * （第 1 → 第 2，得分未变，被他人超过）".
 */
export function trialHeadline(comparison: TrialComparison, kind: OwnerKind): Label {
  const totals = comparison.totals.find(each => each.kind === kind);
  const all = KINDS[kind];
  if (!totals) return { zh: '没有参加计分的对象。', en: 'Nobody is scored here.' };
  const mine = comparison.owners.filter(({ owner }) => owner.kind === kind);
  const shifted = totals.up + totals.down;
  const judged = mine.filter(isJudged).length;
  if (totals.moved + shifted + judged === 0) {
    return {
      zh: `两个办法的结果完全一样：${totals.owners} ${all.zh}的得分和名次都没有变化。`,
      en: `Both schemes give the same result: the points and places of all ${totals.owners} ${all.en} stay as they are.`,
    };
  }
  const sentence = [
    {
      zh: `${totals.owners} ${all.zh}中，${totals.moved} 个得分有变，${shifted} 个名次有变`,
      en: `of ${totals.owners} ${all.en}, ${totals.moved} have other points and ${shifted} another place`,
    },
    ...endWords(mine, comparison.clauses),
    ...(judged > 0
      ? [{ zh: `${judged} 个的评先结果或标记有变`, en: `${judged} have another award or mark` }]
      : []),
  ];
  const en = sentence.map(part => part.en).join('; ');
  return {
    zh: `${sentence.map(part => part.zh).join('；')}。`,
    en: `${en.charAt(0).toUpperCase()}${en.slice(1)}.`,
  };
}

const isJudged = ({ awards, marksGained, marksLost }: TrialOwner): boolean =>
  awards.length + marksGained.length + marksLost.length > 0;

function endWords(owners: readonly TrialOwner[], clauses: readonly TrialClause[]): Label[] {
  const { up, down, gained, lost } = trialExtremes(owners, 1);
  const said = (found: TrialOwner | undefined, verb: Label): Label[] => {
    if (!found) return [];
    const why = moveWords(found, clauses);
    return [{ zh: `${verb.zh}${found.name}（${why.zh}）`, en: `${verb.en} ${found.name} (${why.en})` }];
  };
  if (up.length + down.length > 0) {
    return [
      ...said(up[0], { zh: '升得最多的是', en: 'the furthest up is' }),
      ...said(down[0], { zh: '降得最多的是', en: 'the furthest down is' }),
    ];
  }
  return [
    ...said(gained[0], { zh: '得分增加最多的是', en: 'the most gained by' }),
    ...said(lost[0], { zh: '得分减少最多的是', en: 'the most lost by' }),
  ];
}

/** "第 9 → 第 4，+60，主要因“省级采用”+60". */
export function moveWords(owner: TrialOwner, clauses: readonly TrialClause[]): Label {
  const { before, after, change, shift } = owner;
  const places = shift
    ? [
        {
          zh: `第 ${before?.place} → 第 ${after?.place}`,
          en: `place ${before?.place} to ${after?.place}`,
        },
      ]
    : [];
  const why = whyMoved(owner, clauses);
  const own =
    change === null
      ? []
      : [
          {
            zh: change === NONE ? '得分未变' : signed(change),
            en: change === NONE ? 'same points' : signed(change),
          },
        ];
  const parts = [...places, ...own, ...why];
  return { zh: parts.map(part => part.zh).join('，'), en: parts.map(part => part.en).join(', ') };
}

function whyMoved({ change, shift, clauses: causes }: TrialOwner, clauses: readonly TrialClause[]): Label[] {
  if (change === NONE && shift)
    return shift < 0
      ? [{ zh: '被他人超过', en: 'overtaken' }]
      : [{ zh: '他人失分', en: 'others lost points' }];
  const main = mainCause(causes, change);
  if (!main) return [];
  const text = clauseName(main.clause, clauses);
  const sum = signed(main.change);
  return [{ zh: `主要因“${text.zh}”${sum}`, en: `mainly “${text.en}” ${sum}` }];
}

/** The clause that pulls hardest in the direction of the change; any, where the change is null. */
function mainCause(causes: readonly TrialClauseShift[], change: string | null): TrialClauseShift | undefined {
  const isDown = change?.startsWith('-') ?? false;
  return causes.find(cause => cause.change.startsWith('-') === isDown) ?? causes[0];
}

export function clauseName(id: string, clauses: readonly TrialClause[]): Label {
  const found = clauses.find(({ clause }) => clause === id);
  return (found?.after ?? found?.before)?.text ?? { zh: id, en: id };
}

/** "+5", "−5". */
export function signed(points: string): string {
  return points.startsWith('-') ? `−${points.slice(1)}` : points === NONE ? NONE : `+${points}`;
}
