/**
 * Two versions of a scheme, clause by clause. A change is told at the smallest part that has a name (“市级长篇 60 → 70”),
 * in both languages. Comments, spaces, and the order in which names are declared are no change.
 */
import { parseDocument } from 'yaml';
import {
  attributeParts,
  headParts,
  kindParts,
  ledgerParts,
  rosterParts,
  roundingParts,
  switchParts,
  timeParts,
} from './compare-schemes-head.ts';
import { awardPart, clausePart, closingPart, rankingPart } from './compare-schemes-rules.ts';
import { type Difference, differences, type Part } from './compare-schemes-tree.ts';
import { parseScheme } from './parse.ts';
import { type PrintedArticle, printedScheme } from './printed.ts';
import { label, ledgerName, NOTHING, quoted, type Speech } from './printed-language.ts';
import type { Clause, Label, Scheme } from './scheme.ts';

export type ChangeKind = Difference['kind'];

/** One change. `place` names the article as in the printed document: clause:adoption, ledger:total, switches … */
export type SchemeChange = {
  kind: ChangeKind;
  place: string;
  /** 第五条（五（二）1）; 第五条 alone where no printed rule stands behind it. */
  name: Label;
  sentence: Label;
  /** Only when this answer is chosen, which is not the one in force. */
  answer?: Label;
};

/** An article beside its older form. */
export type ComparedArticle = {
  place: string;
  name: Label;
  before: PrintedArticle | null;
  after: PrintedArticle | null;
  changes: readonly SchemeChange[];
};

export type SchemeComparison = {
  before: ComparedVersion;
  after: ComparedVersion;
  changes: readonly SchemeChange[];
  articles: readonly ComparedArticle[];
};
export type ComparedVersion = { id: string; version: string; title: Label; remark: Label };

/** Every change from one version to the other, and all articles side by side. The same scheme gives no change. */
export function compareSchemes(before: Scheme, after: Scheme): SchemeComparison {
  const [old, fresh] = [printedScheme(before), printedScheme(after)];
  const articlesOf = (printed: typeof old) => printed.chapters.flatMap(chapter => chapter.articles);
  const [oldArticles, newArticles] = [articlesOf(old), articlesOf(fresh)];
  const named = (change: Change): SchemeChange => {
    const article =
      newArticles.find(each => each.place === change.place) ??
      oldArticles.find(each => each.place === change.place);
    return { ...change, name: nameOf(article) };
  };
  const settled = changesBetween(before, after);
  const places = [...newArticles, ...oldArticles].map(article => article.place);
  const changes = [...settled, ...underOtherAnswers(before, after, settled)]
    .map(named)
    .sort((a, b) => places.indexOf(a.place) - places.indexOf(b.place));
  const gone = oldArticles.filter(was => !newArticles.some(is => is.place === was.place));
  const articles = [
    ...newArticles.map(is => ({ is, was: oldArticles.find(was => was.place === is.place) ?? null })),
    ...gone.map(was => ({ is: null, was })),
  ].map(({ is, was }): ComparedArticle => {
    const place = is?.place ?? was?.place ?? '';
    return {
      place,
      name: nameOf(is ?? was ?? undefined),
      before: was,
      after: is,
      changes: changes.filter(change => change.place === place),
    };
  });
  return {
    before: { id: old.id, version: old.version, title: old.title, remark: old.remark },
    after: { id: fresh.id, version: fresh.version, title: fresh.title, remark: fresh.remark },
    changes,
    articles,
  };
}

function nameOf(article: PrintedArticle | undefined): Label {
  if (!article) return label('总则', 'General');
  const { name, rule } = article;
  if (!rule || rule.number === '') return name;
  return label(`${name.zh}（${rule.number}）`, `${name.en} (${rule.number})`);
}

type Change = Omit<SchemeChange, 'name'>;

/** Of the two schemes as settled by the answers in force. */
function changesBetween(before: Scheme, after: Scheme): Change[] {
  const [old, fresh] = [speechOf(before), speechOf(after)];
  const at = (place: string, [was, is]: readonly [readonly Part[], readonly Part[]]): Change[] =>
    differences(whole(was), whole(is)).map(difference => ({ ...difference, place }));
  return [
    ...at('source', [headParts(before), headParts(after)]),
    ...at('words', [kindParts(old), kindParts(fresh)]),
    ...at('attributes', [attributeParts(old), attributeParts(fresh)]),
    ...at('roster', [rosterParts(before), rosterParts(after)]),
    ...at('rules', [roundingParts(before), roundingParts(after)]),
    ...at('effective', [timeParts(before), timeParts(after)]),
    ...clauseChanges(old, fresh),
    ...at('ledgers', [ledgerParts(old), ledgerParts(fresh)]),
    ...each('ledger', {
      before: Object.values(before.ledgers).map(ledger => closingPart(ledger, old)),
      after: Object.values(after.ledgers).map(ledger => closingPart(ledger, fresh)),
    }),
    ...each('ranking', {
      before: before.rankings.map(ranking => rankingPart(ranking, old)),
      after: after.rankings.map(ranking => rankingPart(ranking, fresh)),
    }),
    ...each('award', {
      before: before.awards.map(award => awardPart(award, old)),
      after: after.awards.map(award => awardPart(award, fresh)),
    }),
    ...at('switches', [switchParts(before), switchParts(after)]),
  ];
}

function whole(parts: readonly Part[]): Part {
  return {
    key: '',
    name: NOTHING,
    says: NOTHING,
    form: parts.map(part => part.form).join('\n'),
    shape: '',
    parts,
  };
}

type Lists = { before: readonly Part[]; after: readonly Part[] };

/** Parts by their ids; those that stand in another order have moved. */
function each(kind: string, { before, after }: Lists): Change[] {
  const stay = inSameOrder(before, after);
  const found = after.flatMap((is): Change[] => {
    const place = `${kind}:${is.key}`;
    const was = before.find(part => part.key === is.key);
    if (!was) return [{ kind: 'added', place, sentence: addedWords(is) }];
    const changes = differences(was, is).map(difference => ({ ...difference, place }));
    if (stay.has(is.key)) return changes;
    const sentence = label('在文件中的次序有调整', 'stands elsewhere in the document');
    return [{ kind: 'moved', place, sentence }, ...changes];
  });
  const gone = before.filter(was => !after.some(is => is.key === was.key));
  return [
    ...found,
    ...gone.map(
      (was): Change => ({ kind: 'removed', place: `${kind}:${was.key}`, sentence: removedWords(was) }),
    ),
  ];
}

function addedWords({ says }: Part): Label {
  return label(`新增：${says.zh}`, `new: ${says.en}`);
}

function removedWords({ says }: Part): Label {
  return label(`取消：${says.zh}`, `removed: ${says.en}`);
}

/** The most that can stay where it is: the longest run of common ids that rises in both. */
function inSameOrder(before: readonly Part[], after: readonly Part[]): Set<string> {
  const places = after.flatMap(({ key }) => {
    const at = before.findIndex(part => part.key === key);
    return at < 0 ? [] : [{ key, at }];
  });
  const runs: { length: number; from: number }[] = [];
  for (const [i, { at }] of places.entries()) {
    let [length, from] = [1, -1];
    for (let j = 0; j < i; j++) {
      const run = runs[j];
      if (run && (places[j]?.at ?? 0) < at && run.length + 1 > length) [length, from] = [run.length + 1, j];
    }
    runs.push({ length, from });
  }
  const longest = Math.max(0, ...runs.map(run => run.length));
  const stay = new Set<string>();
  for (let i = runs.findLastIndex(run => run.length === longest); i >= 0; i = runs[i]?.from ?? -1)
    stay.add(places[i]?.key ?? '');
  return stay;
}

function clauseChanges(old: Speech, fresh: Speech): Change[] {
  const parts = (speech: Speech) => speech.scheme.clauses.map(clause => clausePart(clause, speech));
  return each('clause', { before: parts(old), after: parts(fresh) });
}

/** What only shows when a switch is set otherwise than now. */
function underOtherAnswers(before: Scheme, after: Scheme, known: readonly Change[]): Change[] {
  const told = new Set(known.map(keyOf));
  return answersToTry(before, after).flatMap(({ id, option, words }) => {
    const [old, fresh] = [answered(before, id, option), answered(after, id, option)];
    if (!old || !fresh) return [];
    const found = changesBetween(old, fresh).filter(change => !told.has(keyOf(change)));
    for (const change of found) told.add(keyOf(change));
    return found.map(change => ({ ...change, answer: words }));
  });
}

type Answer = { id: string; option: string; words: Label };

/** Answers of both versions; one for which both say the same can tell nothing new, and reading a scheme anew costs. */
function answersToTry(before: Scheme, after: Scheme): Answer[] {
  const [old, fresh] = [branchesOf(before), branchesOf(after)];
  return Object.entries(after.switches).flatMap(([id, { options, question }]) =>
    Object.entries(options).flatMap(([option, words]): Answer[] => {
      const branch = `${id} ${option}`;
      const isInBoth = Object.hasOwn(before.switches[id]?.options ?? {}, option);
      if (!isInBoth || old.get(branch) === fresh.get(branch)) return [];
      return [{ id, option, words: label(`${question.zh}：${words.zh}`, `${question.en}: ${words.en}`) }];
    }),
  );
}

/** What the document says for each answer of each switch, wherever it says it. */
function branchesOf({ text }: Scheme): Map<string, string> {
  const branches = new Map<string, string>();
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    const choice: unknown = Reflect.get(node, 'choose');
    for (const [key, value] of Object.entries(node)) {
      if (typeof choice === 'string' && key !== 'choose') {
        const branch = `${choice} ${key}`;
        branches.set(branch, `${branches.get(branch) ?? ''}${JSON.stringify(value)}\n`);
      }
      visit(value);
    }
  };
  visit(parseDocument(text).toJS({ maxAliasCount: 200 }));
  return branches;
}

function keyOf({ place, kind, sentence }: Change): string {
  return `${place} ${kind} ${sentence.zh}`;
}

/** The scheme under another answer; as it is when that is the answer in force. */
function answered(scheme: Scheme, id: string, option: string): Scheme | undefined {
  if (scheme.switches[id]?.value === option) return scheme;
  const current = Object.entries(scheme.switches).map(([name, { value }]) => [name, value]);
  const parsed = parseScheme(scheme.text, { ...Object.fromEntries(current), [id]: option });
  return parsed.ok ? parsed.scheme : undefined;
}

/** Articles have other numbers in each version, so clauses are called by their printed rules. */
function speechOf(scheme: Scheme): Speech {
  return {
    scheme,
    nameOf: id => {
      const clause = scheme.clauses.find(each => each.id === id);
      if (clause) return clauseName(clause);
      const ranking = scheme.rankings.find(each => each.id === id);
      if (ranking && !Object.hasOwn(scheme.ledgers, id)) return quoted(ranking.label);
      return ledgerName(scheme, id);
    },
  };
}

function clauseName({ id, rule, text }: Clause): Label {
  const words = rule === '' ? text : label(rule, rule);
  return label(`“${words.zh || id}”条`, `the rule “${words.en || id}”`);
}
