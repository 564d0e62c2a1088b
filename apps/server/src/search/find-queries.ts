import { sql } from 'kysely';
import type { Reader } from '../db/connect.ts';
import type { Condition } from '../manuscripts/list-queries.ts';
import type { Question, Sought } from './question.ts';
import { termsOf, titleCharacter, titleTerm, triplesSought } from './terms.ts';

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
  /** Every text of the body can be asked for three characters at a time: nothing is left of what was kept before. */
  triples: boolean;
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

/** Two Chinese characters are a term of their own, which nothing else is: what the index proposes is what is sought. */
function isExact({ text, where }: Sought): boolean {
  return where === 'text' && /^[\u2e80-\u9fff]{2}$/u.test(text);
}

/** Everything the index is asked for: what every text with these words has. */
export function neededTerms({ question, keys, triples, inTitle }: Search): number[] {
  const terms = new Set(keys);
  for (const { text, where } of question.words) {
    if (where === 'title') terms.add(titleCharacter(text));
    else for (const term of termsOf(text)) terms.add(inTitle ? titleTerm(term) : term);
    // A title is a part of the text.
    if (triples) for (const term of triplesSought(text).all) terms.add(term);
  }
  return [...terms];
}

/** Of each of these it has one. */
function alternatives({ question, triples, reach }: Search, time: number[] | null): number[][] {
  const sought = triples ? question.words.flatMap(({ text }) => triplesSought(text).oneOf) : [];
  return [...sought, ...(reach ? [reach] : []), ...(time ? [time] : [])];
}

/** While an installation is brought up to date, some texts have no triples yet: then nobody is asked for them. */
export async function haveTriples(reader: Reader): Promise<boolean> {
  const found = await sql<{ all: boolean }>`
    select not exists (select from search_texts where body_id = ${reader.body} and not triples) as all`.execute(
    reader.db,
  );
  return found.rows[0]?.all === true;
}

const A_YEAR = 31_536_000;

/**
 * How well it fits: in the title first, then how often in how much text, then what stands together; a year of age
 * weighs one. No moment of asking is in it, so that an order holds from page to page.
 */
function scoreOf({ words, wholes }: Question): Condition {
  const parts = words.flatMap(({ text, where }) => {
    if (where === 'title') return [sql`6.0::float8`];
    const often = sql`(length(c.normal) - length(replace(c.normal, ${text}, '')))::float8 / ${text.length}::float8`;
    return [
      sql`case when strpos(c.title, ${text}) > 0 then 6.0::float8 else 0 end`,
      sql`3.0::float8 - 3.0 * (1.0 + length(c.normal)::float8 / 600) / (${often} + 1.0 + length(c.normal)::float8 / 600)`,
    ];
  });
  const together = wholes.map(
    whole => sql`case when strpos(c.normal, ${whole}) > 0 then 4.0::float8 else 0 end`,
  );
  return sql.join(
    [...parts, ...together, sql`extract(epoch from c.at)::float8 / ${A_YEAR}::float8`],
    sql` + `,
  );
}

/**
 * The newest `most` of one stretch of time that have everything and that the asker may see, and how many texts had to
 * be looked at. The index proposes, the text decides, and the manuscript itself says who may see it. When more than
 * `atMost` are proposed, `looked` says so and the hits are some of them, not the newest.
 */
export async function findIn(
  reader: Reader,
  search: Search,
  { time, before, changedAfter, most, atMost = null }: Stretch & { most: number; atMost?: number | null },
): Promise<{ looked: number; hits: Hit[] }> {
  const { question } = search;
  const decides = [
    ...question.words.filter(each => search.inTitle || !isExact(each)).map(each => has(each, search.inTitle)),
    ...question.without.map(each => sql`not ${has(each)}`),
  ];
  const score = search.scored ? sql`case when c.fits then ${scoreOf(question)} end` : sql`0::float8`;
  const open = search.open.map(part => sql`(${sql.join(part, sql` and `)})`);
  const found = await sql<{ looked: number; id: string | null; at: string; score: number }>`
    with near as materialized (
      select c.id, c.at, c.fits, ${score} as score from (
        select s.manuscript_id as id, s.at, ${decides.length > 0 ? sql.join(decides, sql` and `) : sql`true`} as fits
          ${search.scored ? sql`, s.title, s.normal` : sql``}
        from search_texts s
        where s.body_id = ${reader.body} and s.terms @> ${neededTerms(search)}::integer[]
          ${sql.join(
            alternatives(search, time).map(each => sql`and s.terms && ${each}::integer[]`),
            sql` `,
          )}
          ${before ? sql`and (s.at, s.manuscript_id) < (${before.at}::timestamptz, ${before.id})` : sql``}
          ${changedAfter === undefined ? sql`` : sql`and s.changed > ${changedAfter}`}
        ${atMost === null ? sql`offset 0` : sql`limit ${sql.lit(atMost + 1)}`}) c),
    hits as (
      select n.id, n.at, n.score
      from (select * from near where fits order by at desc, id desc) n
      cross join lateral (select m.* from manuscripts m where m.body_id = ${reader.body} and m.id = n.id offset 0) m
      where m.discarded_at is null and (${sql.join(open, sql` or `)})
        ${search.filters.length > 0 ? sql`and ${sql.join(search.filters, sql` and `)}` : sql``}
      order by n.at desc, n.id desc limit ${most})
    select (select count(*) from near)::integer as looked, h.id, to_char(h.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, h.score
    from (select 1) one left join hits h on true`.execute(reader.db);
  return {
    looked: found.rows[0]?.looked ?? 0,
    hits: found.rows.flatMap(({ id, at, score }) => (id ? [{ id, at, score }] : [])),
  };
}

/** How many texts there are since a day, until the one before: days for two months, months before that. */
export type Span = { from: number; texts: number };

const DAYS_APART = 62;

/** From the newest; they follow one another without a gap. */
export async function spansOf(reader: Reader): Promise<Span[]> {
  const found = await sql<Span>`
    select min(day) as "from", sum(texts)::integer as texts
    from search_days d, (select max(day) as last from search_days where body_id = ${reader.body}) n
    where d.body_id = ${reader.body} and d.texts > 0
    group by case when day > n.last - ${DAYS_APART} then day
      else (extract(year from date '1970-01-01' + day) * 12 + extract(month from date '1970-01-01' + day))::integer - 100000 end
    order by 1 desc`.execute(reader.db);
  return found.rows;
}
