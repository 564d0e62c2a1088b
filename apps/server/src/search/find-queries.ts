import { sql } from 'kysely';
import type { Reader } from '../db/connect.ts';
import type { Condition } from '../manuscripts/list-queries.ts';
import type { Question, Sought } from './question.ts';
import { termsOf, titleCharacter, titleTerm } from './terms.ts';

/** The place of a found text in the order: the exact moment (ISO 8601, UTC, microseconds), then its id. */
export type Key = { at: string; id: string };
export type Hit = Key & { score: number };

/** What is looked for, where it may be looked for, and what of it is wanted. */
export type Search = {
  question: Question;
  /** Keys that every found row has: fields that were asked for. */
  keys: number[];
  /** Keys of which every found row has one; null where everything is open. */
  reach: number[] | null;
  /** Alternatives over the manuscript `m` as lists have them: what the asker may see. */
  open: Condition[][];
  filters: Condition[];
  /** All words in the title. */
  inTitle: boolean;
  scored: boolean;
};

/** A stretch of time, as keys of the index; null is all of it. */
export type Stretch = {
  time: number[] | null;
  before: Key | null;
  /** Only what was indexed after this count of changes. */
  changedAfter?: number;
};

const has = (sought: Sought, inTitle = false) =>
  inTitle || sought.where === 'title'
    ? sql`strpos(s.title, ${sought.text}) > 0`
    : sql`strpos(s.normal, ${sought.text}) > 0`;

/** Everything the index is asked for: what every text with these words has. */
export function neededTerms({ question, keys, inTitle }: Search): number[] {
  const terms = new Set(keys);
  for (const { text, where } of question.words) {
    if (where === 'title') terms.add(titleCharacter(text));
    else for (const term of termsOf(text)) terms.add(inTitle ? titleTerm(term) : term);
  }
  return [...terms];
}

/** The best of one year weighs as much as the second of the year after. */
const A_YEAR = 31_536_000;

/** How well it fits: the title first, then how often in how much text, then what stands together; newer before older. */
function scoreOf({ words, wholes }: Question): Condition {
  const parts = words.flatMap(({ text, where }) => {
    if (where === 'title') return [sql`6.0`];
    const often = sql`(length(s.normal) - length(replace(s.normal, ${text}, '')))::numeric / ${text.length}::numeric`;
    return [
      sql`case when strpos(s.title, ${text}) > 0 then 6.0 else 0 end`,
      sql`3.0 * (${often}) / ((${often}) + 1.0 + length(s.normal)::numeric / 600)`,
    ];
  });
  const together = wholes.map(whole => sql`case when strpos(s.normal, ${whole}) > 0 then 4.0 else 0 end`);
  return sql`round((${sql.join([...parts, ...together, sql`extract(epoch from s.at)::numeric / ${A_YEAR}::numeric`], sql` + `)})::numeric, 6)`;
}

/**
 * The newest `most` of one stretch of time that have everything and that the asker may see, and how many texts had to
 * be looked at. The index proposes, the text decides, and the manuscript itself says who may see it.
 */
export async function findIn(
  reader: Reader,
  search: Search,
  { time, before, changedAfter, most }: Stretch & { most: number },
): Promise<{ looked: number; hits: Hit[] }> {
  const { question, reach } = search;
  const decides = [
    ...question.words.map(each => has(each, search.inTitle)),
    ...question.without.map(each => sql`not ${has(each)}`),
  ];
  const score = search.scored ? scoreOf(question) : sql`0`;
  const open = search.open.map(part => sql`(${sql.join(part, sql` and `)})`);
  const found = await sql<{ looked: number; id: string | null; at: string; score: string }>`
    with near as materialized (
      select s.manuscript_id as id, s.at, ${sql.join(decides, sql` and `)} as fits, case when ${sql.join(decides, sql` and `)} then ${score} end as score
      from search_texts s
      where s.body_id = ${reader.body} and s.terms @> ${neededTerms(search)}::integer[]
        ${reach ? sql`and s.terms && ${reach}::integer[]` : sql``}
        ${time ? sql`and s.terms && ${time}::integer[]` : sql``}
        ${before ? sql`and (s.at, s.manuscript_id) < (${before.at}::timestamptz, ${before.id})` : sql``}
        ${changedAfter === undefined ? sql`` : sql`and s.changed > ${changedAfter}`}),
    hits as (
      select n.id, n.at, n.score
      from (select * from near where fits order by at desc, id desc) n
      cross join lateral (select m.* from manuscripts m where m.body_id = ${reader.body} and m.id = n.id offset 0) m
      where m.discarded_at is null and (${sql.join(open, sql` or `)})
        ${search.filters.length > 0 ? sql`and ${sql.join(search.filters, sql` and `)}` : sql``}
      order by n.at desc, n.id desc limit ${most})
    select (select count(*) from near)::integer as looked, h.id, to_char(h.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, h.score::text as score
    from (select 1) one left join hits h on true`.execute(reader.db);
  return {
    looked: found.rows[0]?.looked ?? 0,
    hits: found.rows.flatMap(({ id, at, score }) => (id ? [{ id, at, score: Number(score) }] : [])),
  };
}

/** How many texts each day has, the newest first. */
export async function daysOf(reader: Reader): Promise<{ day: number; texts: number }[]> {
  return reader.db
    .selectFrom('search_days')
    .select(['day', 'texts'])
    .where('body_id', '=', reader.body)
    .where('texts', '>', 0)
    .orderBy('day', 'desc')
    .execute();
}
