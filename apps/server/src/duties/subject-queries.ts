import { type RawBuilder, sql } from 'kysely';
import type { Reader } from '../db/connect.ts';
import type { DutyRow } from './tables.ts';

type About = Pick<DutyRow, 'subject_kind' | 'subject_id'>;
type Named = { kind: string; id: string; text: string };

/** Enough for the first line of what was written at length. */
const READ = 200;
const SHOWN = 40;

const titled = (kind: string, column: string, table: string) => ({
  kind,
  of: (body: string, ids: string[]): RawBuilder<Named> => sql<Named>`
    select ${kind}::text as kind, id, left(${sql.ref(column)}, ${sql.lit(READ)}) as text
    from ${sql.table(table)} where body_id = ${body} and id = any(${ids})`,
});

/** What a duty may be about, and where its name stands. A rule has none: the title of the duty says all. */
const SUBJECTS = [
  titled('manuscript', 'title', 'manuscripts'),
  titled('commission', 'topic', 'commissions'),
  titled('lead', 'what', 'leads'),
  titled('plan_topic', 'title', 'plan_topics'),
  titled('instruction', 'text', 'instructions'),
  titled('urgent_message', 'text', 'urgent_messages'),
  {
    kind: 'release',
    of: (body: string, ids: string[]): RawBuilder<Named> => sql<Named>`
      select 'release' as kind, r.id, left(t.title, ${sql.lit(READ)}) as text from releases r
      join release_texts t on t.body_id = r.body_id and t.release_id = r.id and t.number = r.text_number
      where r.body_id = ${body} and r.id = any(${ids})`,
  },
] as const;

export type SubjectOf = (about: About) => string | null;

/**
 * What each duty is about in its own words: a title, a topic, the first line of a lead or an instruction. One statement for
 * a whole page. Who sees a duty may see this: each duty stands at a unit whose people may read the thing.
 */
export async function subjectsOf(reader: Reader, duties: readonly About[]): Promise<SubjectOf> {
  const parts = SUBJECTS.flatMap(({ kind, of }) => {
    const ids = new Set(duties.filter(duty => duty.subject_kind === kind).map(duty => duty.subject_id));
    return ids.size === 0 ? [] : [of(reader.body, [...ids])];
  });
  if (parts.length === 0) return () => null;
  const found = await sql<Named>`${sql.join(parts, sql` union all `)}`.execute(reader.db);
  const texts = new Map(found.rows.map(({ kind, id, text }) => [`${kind}/${id}`, firstWords(text)]));
  return ({ subject_kind, subject_id }) => texts.get(`${subject_kind}/${subject_id}`) || null;
}

/** The first line with something in it, cut where it is longer than a row shows. */
export function firstWords(text: string): string {
  const line = text.trim().split('\n', 1)[0]?.trim() ?? '';
  const signs = [...line];
  return signs.length > SHOWN ? `${signs.slice(0, SHOWN - 1).join('')}…` : line;
}
