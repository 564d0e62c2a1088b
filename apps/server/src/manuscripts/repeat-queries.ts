import type { Block } from '@xinxuan/contract';
import { sql } from 'kysely';
import type { Reader, Tx } from '../db/connect.ts';

const MOST_CANDIDATES = 200;

/** Other manuscripts that share a band; the newest first, so that a flood of old form letters cannot hide them. */
export async function candidatesFor(
  reader: Reader,
  of: { id: string; bands: number[] },
): Promise<{ id: string; signature: number[] }[]> {
  const found = await sql<{ id: string; signature: number[] }>`
    select s.manuscript_id as id, s.signature from manuscript_shingles s
    join manuscripts m on m.body_id = s.body_id and m.id = s.manuscript_id and m.discarded_at is null
      and m.state not in ('draft', 'withdrawn')
    where s.bands && ${of.bands}::integer[] and s.body_id = ${reader.body} and s.manuscript_id <> ${of.id}
    order by s.manuscript_id desc limit ${MOST_CANDIDATES}`.execute(reader.db);
  return found.rows;
}

export async function textsOf(reader: Reader, ids: string[]): Promise<{ id: string; body: Block[] }[]> {
  if (ids.length === 0) return [];
  return reader.db
    .selectFrom('manuscripts as m')
    .innerJoin('revisions as v', join =>
      join.onRef('v.body_id', '=', 'm.body_id').onRef('v.id', '=', 'm.revision_id'),
    )
    .select(['m.id', 'v.body'])
    .where('m.body_id', '=', reader.body)
    .where('m.id', 'in', ids)
    .execute();
}

export type Pair = { otherId: string; percent: number; percentBack: number };

/** Keeps the pairs of one manuscript in both directions, in place of what was found for an earlier sending. */
export async function replaceRepeats(tx: Tx, id: string, pairs: Pair[]): Promise<void> {
  await tx.db
    .deleteFrom('manuscript_repeats')
    .where('body_id', '=', tx.body)
    .where(eb => eb.or([eb('manuscript_id', '=', id), eb('other_id', '=', id)]))
    .execute();
  if (pairs.length === 0) return;
  await tx.db
    .insertInto('manuscript_repeats')
    .values(
      pairs.flatMap(({ otherId, percent, percentBack }) => [
        { body_id: tx.body, manuscript_id: id, other_id: otherId, shared_percent: percent },
        { body_id: tx.body, manuscript_id: otherId, other_id: id, shared_percent: percentBack },
      ]),
    )
    .execute();
}

export async function saveShingles(
  tx: Tx,
  of: { id: string; bands: number[]; signature: number[] },
): Promise<void> {
  const { bands, signature } = of;
  await tx.db
    .insertInto('manuscript_shingles')
    .values({ body_id: tx.body, manuscript_id: of.id, bands, signature })
    .onConflict(conflict => conflict.columns(['body_id', 'manuscript_id']).doUpdateSet({ bands, signature }))
    .execute();
}
