import { contract, type Found, SEARCH_COUNTED, type SearchFilter } from '@xinxuan/contract';
import type { z } from 'zod';
import { dayOf } from '../clock.ts';
import type { Reader } from '../db/connect.ts';
import type { Actor } from '../http/actor.ts';
import { answers } from '../http/endpoint.ts';
import { type Refusal, refuse } from '../http/refusal.ts';
import type { Scope } from '../http/rights.ts';
import { partsOf } from '../manuscripts/list.ts';
import { rowsNamed } from '../manuscripts/list-queries.ts';
import { bestOf } from './best.ts';
import { filterConditions, filterKeys } from './filter-queries.ts';
import { type Hit, haveTriples, type Key, type Search } from './find-queries.ts';
import { passagesOf } from './passage-queries.ts';
import { type Question, questionOf } from './question.ts';
import { markedOf, snippetsOf } from './snippets.ts';
import { personKey, unitKey } from './terms.ts';
import { walk } from './walk.ts';

type Asked = {
  q: string;
  filter: SearchFilter;
  sort: 'newest' | 'best';
  after: string | undefined;
  pageSize: number;
};
export type Asker = { actor: Actor; scope: Scope; day: string };
export type Answer = z.output<(typeof contract.search.find)['~orpc']['outputSchema'] & z.ZodType>;

export const find = answers(contract.search.find, async ({ input, reader, actor, now, scope }) => {
  const { q, sort, after, pageSize, ...filter } = input;
  return findPage(reader, { q, filter, sort, after, pageSize }, { actor, scope: scope(), day: dayOf(now) });
});

/** One page of what the asker may see of it, with the number of all on the first. */
export async function findPage(reader: Reader, asked: Asked, asker: Asker): Promise<Answer | Refusal> {
  const question = questionOf(asked.q);
  const understood = understoodOf(question);
  if (question.words.length === 0) return nothingAsked(question);
  const search = await searchOf(reader, { question, filter: asked.filter }, asker);
  const found =
    asked.sort === 'best' ? await bestOf(reader, search, asked) : await newestOf(reader, search, asked);
  const { hits, ...rest } = found;
  return { rows: await shownRows(reader, { hits, question, day: asker.day }), understood, ...rest };
}

/** What is asked for, cut to what the asker reaches exactly as lists are. */
export async function searchOf(
  reader: Reader,
  { question, filter }: { question: Question; filter: SearchFilter },
  { actor, scope }: Asker,
): Promise<Search> {
  const [open, triples] = await Promise.all([
    partsOf(reader, {
      scope,
      ownUnit: actor.post?.unitId ?? '',
      person: actor.personId,
      mine: filter.mine,
      unitId: undefined,
    }),
    haveTriples(reader),
  ]);
  return {
    question,
    keys: filterKeys(filter),
    reach: reachOf(actor, scope, filter.mine === true),
    open,
    filters: filterConditions(reader, filter),
    triples,
    inTitle: false,
    scored: false,
  };
}

/** What every row that the asker may see has one of: their unit, or they themselves. */
function reachOf(actor: Actor, scope: Scope, mine: boolean): number[] | null {
  const own = personKey(actor.personId);
  if (mine) return [own];
  if (scope.kind === 'body') return null;
  const unit = scope.path.split('/').filter(Boolean);
  // Below the top unit lies everything: the key would only cost time.
  if (scope.kind === 'below' && unit.length <= 1) return null;
  return [unitKey(unit.at(-1) ?? ''), own];
}

type Page = Omit<Answer, 'rows' | 'understood'> & { hits: Hit[] };

async function newestOf(reader: Reader, search: Search, { after, pageSize }: Asked): Promise<Page> {
  const before = after ? keyOf(after) : null;
  const most = before ? pageSize + 1 : SEARCH_COUNTED + 1;
  const { hits, exhausted, backTo } = await walk(reader, search, { before, most, enough: pageSize + 1 });
  const page = hits.slice(0, pageSize);
  const last = page.at(-1);
  const more = hits.length > pageSize;
  // Looking paused: it goes on before the last day that was looked at, whether anything was found or not.
  const pause = !more && !exhausted && backTo !== null ? startOf(backTo) : null;
  return {
    hits: page,
    count: before
      ? null
      : { found: Math.min(hits.length, SEARCH_COUNTED), exact: exhausted && hits.length <= SEARCH_COUNTED },
    next: more && last ? textOf(last) : pause && `${pause}T00:00:00.000Z|`,
    pausedAt: pause,
  };
}

const DAY_MS = 86_400_000;
const startOf = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);

function textOf({ at, id }: Key): string {
  return `${at}|${id}`;
}

const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3,6}Z$/u;

/** A place that nobody gave out is the beginning: an address may have been cut short. */
function keyOf(after: string): Key | null {
  const [at = '', id = ''] = after.split('|');
  return MOMENT.test(at) && !Number.isNaN(Date.parse(at)) ? { at, id } : null;
}

function understoodOf(question: Question): Answer['understood'] {
  return {
    words: question.words.map(({ text, where }) => ({ text: text.trim(), titleOnly: where === 'title' })),
    without: question.without.map(({ text }) => text.trim()),
    parted: question.wholes.length > 0,
  };
}

function nothingAsked({ without }: Question): Refusal {
  const words =
    without.length > 0
      ? {
          zh: '只写了要排除的词，没有写要找的词。请至少写一个要找的词。',
          en: 'You only said what to leave out. Give at least one word to look for.',
        }
      : {
          zh: '没有可以查找的文字，只有标点或空格。请写上要找的字、词或数字。',
          en: 'There is nothing to look for but marks and spaces. Give characters, words or numbers.',
        };
  return refuse('invalid', 'nothing_asked', { ...words, fields: { q: words } });
}

/** The rows as lists show them, in the order of the finds, each with the places where it says so. */
async function shownRows(
  reader: Reader,
  { hits, question, day }: { hits: Hit[]; question: Question; day: string },
): Promise<Found[]> {
  if (hits.length === 0) return [];
  const ids = hits.map(hit => hit.id);
  const [named, passages] = await Promise.all([rowsNamed(reader, { ids, day }), passagesOf(reader, ids)]);
  const rows = new Map(named.map(row => [row.id, row]));
  return ids.flatMap(id => {
    const row = rows.get(id);
    if (!row) return [];
    return [
      {
        ...row,
        marked: markedOf(row.title, question),
        snippets: snippetsOf(passages.get(id) ?? [], question),
      },
    ];
  });
}
