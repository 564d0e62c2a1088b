import type { Block, SecrecyMark } from '@xinxuan/contract';
import { sql } from 'kysely';
import type { Reader, Tx } from '../db/connect.ts';

/** A fingerprint that so many texts have is a set phrase: it costs the most to look up and tells the least. */
const COMMON = 100;
/** Texts that are read and compared in full. */
const MOST_READ = 24;
/**
 * How much rare wording two texts must share to be compared: a fingerprint that one other text has counts 1, one that
 * twenty have counts a twentieth. Texts that only follow the same form stay below.
 */
const LEAST_EVIDENCE = 0.05;
/** One equal value alone may be chance; a text of a line has no more. */
const LEAST_MET = 2;
/** One value that hardly another text has is worth a look by itself: scattered changes may leave no second one. */
const RARE_ALONE = 0.3;

export type Candidates = { ids: string[]; crowded: number[] };

/**
 * The likeliest texts by shared fingerprints, the best first, and the fingerprints that have become common meanwhile.
 * `not` is the text itself when it has been kept before.
 */
export async function candidatesFor(
  reader: Reader,
  { fingerprints, not }: { fingerprints: number[]; not: string | null },
): Promise<Candidates> {
  const found = await sql<Candidates>`
    with asked as materialized (
      select k from unnest(${fingerprints}::integer[]) k
      where not exists (select from common_fingerprints c where c.body_id = ${reader.body} and c.fingerprint = k)),
    met as materialized (
      select a.k, f.manuscript_id as id from asked a
      join manuscript_fingerprints f on f.fingerprints @> array[a.k]
      where f.body_id = ${reader.body} and f.manuscript_id is distinct from ${not}),
    often as (select k, count(*) as n from met group by k),
    likeliest as (
      select id, sum(1.0 / n) as evidence from met join often using (k) where n < ${COMMON}
      group by id having sum(1.0 / n) >= ${LEAST_EVIDENCE} and (count(*) >= ${Math.min(LEAST_MET, fingerprints.length)} or sum(1.0 / n) >= ${RARE_ALONE})
      order by evidence desc, id desc limit ${MOST_READ})
    select coalesce((select array_agg(k) from often where n >= ${COMMON}), '{}') as crowded,
      coalesce((select array_agg(id order by evidence desc, id desc) from likeliest), '{}') as ids`.execute(
    reader.db,
  );
  return found.rows[0]!;
}

export type KeptText = {
  id: string;
  title: string;
  unit: string;
  unitPath: string;
  secrecy: SecrecyMark;
  persons: string[];
  body: Block[];
};

/** The sent texts of manuscripts that are still in the running, in the order asked for, with what decides who may read them. */
export async function textsOf(reader: Reader, ids: string[]): Promise<KeptText[]> {
  if (ids.length === 0) return [];
  const found = await sql<KeptText>`
    select m.id, m.title, u.name as unit, m.unit_path as "unitPath", m.secrecy, v.body,
      array(select a.person_id from manuscript_authors a where a.body_id = m.body_id and a.manuscript_id = m.id)
        || m.created_by as persons
    from manuscripts m
    join revisions v on v.body_id = m.body_id and v.id = m.revision_id
    join units u on u.body_id = m.body_id and u.id = m.unit_id
    where m.body_id = ${reader.body} and m.id = any(${ids}) and m.discarded_at is null
      and m.state not in ('draft', 'withdrawn')
    order by array_position(${ids}, m.id)`.execute(reader.db);
  return found.rows;
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

/** Keeps what a text is found by; what is common is kept no more and, once told, never looked up again. */
export async function saveFingerprints(
  tx: Tx,
  of: { id: string; fingerprints: number[]; crowded: number[] },
): Promise<void> {
  await sql`
    with told as (
      insert into common_fingerprints (body_id, fingerprint)
      select ${tx.body}, k from unnest(${of.crowded}::integer[]) k on conflict do nothing)
    insert into manuscript_fingerprints (body_id, manuscript_id, fingerprints)
    select ${tx.body}, ${of.id}, coalesce(array_agg(k), '{}') from unnest(${of.fingerprints}::integer[]) k
    where k <> all(${of.crowded}::integer[])
      and not exists (select from common_fingerprints c where c.body_id = ${tx.body} and c.fingerprint = k)
    on conflict (body_id, manuscript_id) do update set fingerprints = excluded.fingerprints`.execute(tx.db);
}

export type Unread = { bodyId: string; id: string; body: Block[] };

/** Sent texts that nothing finds yet: those of the time before fingerprints, and what was loaded from elsewhere. */
export async function textsWithoutFingerprints(db: Reader['db'], atMost: number): Promise<Unread[]> {
  const found = await sql<Unread>`
    select m.body_id as "bodyId", m.id, v.body from manuscripts m
    join revisions v on v.body_id = m.body_id and v.id = m.revision_id
    where m.submitted_at is not null and m.discarded_at is null and not exists (
      select from manuscript_fingerprints f where f.body_id = m.body_id and f.manuscript_id = m.id)
    limit ${atMost}`.execute(db);
  return found.rows;
}
