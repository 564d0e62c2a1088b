import { type RawBuilder, sql } from 'kysely';

/** What was said of two manuscripts, as JSON with `declared` and `decided`; the arguments are columns. */
export function saidOf(
  body: RawBuilder<unknown>,
  one: RawBuilder<unknown>,
  other: RawBuilder<unknown>,
): RawBuilder<unknown> {
  const side = (
    which: 'writer' | 'desk',
  ) => sql`(select json_build_object('answer', a.answer, 'repeatId', a.manuscript_id,
      'note', a.note, 'by', p.name, 'at', a.answered_at)
    from repeat_answers a join people p on p.body_id = a.body_id and p.id = a.answered_by
    where a.body_id = ${body} and a.withdrawn_at is null and a.side = ${sql.lit(which)}
      and least(a.manuscript_id, a.other_id) = least(${one}, ${other})
      and greatest(a.manuscript_id, a.other_id) = greatest(${one}, ${other}))`;
  return sql`json_build_object('declared', ${side('writer')}, 'decided', ${side('desk')})`;
}
