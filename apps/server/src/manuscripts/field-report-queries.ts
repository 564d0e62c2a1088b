import type { FieldReport, FieldReportRow } from '@xinxuan/contract';
import { sql } from 'kysely';
import type { Reader, Tx } from '../db/connect.ts';

/**
 * The manuscript that this person began under this key, or null. Whoever else asks for the same key waits for the end
 * of this transaction, so that two tries at once begin one manuscript.
 */
export async function findBegun(tx: Tx, personId: string, draftKey: string): Promise<string | null> {
  const lock = `${tx.body}/drafts/${personId}/${draftKey}`;
  await sql`select pg_advisory_xact_lock(hashtextextended(${lock}, 25))`.execute(tx.db);
  const row = await tx.db
    .selectFrom('manuscripts')
    .select('id')
    .where('body_id', '=', tx.body)
    .where('created_by', '=', personId)
    .where('draft_key', '=', draftKey)
    .executeTakeFirst();
  return row?.id ?? null;
}

type Kept = Pick<FieldReport, 'on' | 'place' | 'banners' | 'leaflets' | 'consultations'> & {
  manuscriptId: string;
  personId: string;
  unitId: string;
  now: Date;
};

export async function insertFieldReport(tx: Tx, kept: Kept): Promise<void> {
  const { manuscriptId, personId, unitId, on, now, ...told } = kept;
  await tx.db
    .insertInto('field_reports')
    .values({
      body_id: tx.body,
      manuscript_id: manuscriptId,
      person_id: personId,
      unit_id: unitId,
      on_day: on,
      ...told,
      reported_at: now.toISOString(),
    })
    .execute();
}

type Wanted = { personId: string; from?: string; to?: string; page: number; pageSize: number };
type Sums = { total: number; banners: number; leaflets: number; consultations: number };

/** One page of a person's reports, newest first, and the sums over all of them; what was thrown away does not count. */
export async function listFieldReports(
  { db, body }: Reader,
  { personId, from, to, page, pageSize }: Wanted,
): Promise<{ rows: FieldReportRow[]; sums: Sums }> {
  const mine = sql`from field_reports f
    join manuscripts m on m.body_id = f.body_id and m.id = f.manuscript_id and m.discarded_at is null
    join units u on u.body_id = f.body_id and u.id = f.unit_id
    where f.body_id = ${body} and f.person_id = ${personId}
      and (${from ?? null}::date is null or f.on_day >= ${from ?? null}::date)
      and (${to ?? null}::date is null or f.on_day <= ${to ?? null}::date)`;
  const rows = await sql<FieldReportRow>`
    select f.manuscript_id as "manuscriptId", m.title, m.state,
      coalesce((select left(v.body->0->>'text', 30) from revisions v
        where v.body_id = m.body_id and v.id = m.revision_id), '') as begins, json_build_object('id', u.id, 'name', u.name) as unit,
      f.on_day as "on", f.place, f.banners, f.leaflets, f.consultations, f.reported_at as "reportedAt",
      (select count(*)::int from manuscript_files x
        where x.body_id = f.body_id and x.manuscript_id = f.manuscript_id and x.role = 'photo') as photos
    ${mine}
    order by f.reported_at desc, f.manuscript_id desc
    limit ${pageSize} offset ${(page - 1) * pageSize}`.execute(db);
  const sums = await sql<Sums>`
    select count(*)::int as total, coalesce(sum(f.banners), 0)::int as banners,
      coalesce(sum(f.leaflets), 0)::int as leaflets, coalesce(sum(f.consultations), 0)::int as consultations
    ${mine}`.execute(db);
  return { rows: rows.rows, sums: sums.rows[0] ?? { total: 0, banners: 0, leaflets: 0, consultations: 0 } };
}

/** From what the keys of a body's devices are worked out; null when there is no such body. */
export async function findDeviceRoot({ db, body }: Reader): Promise<string | null> {
  const found = await sql<{ root: string }>`
    select device_root as root from bodies where id = ${body}`.execute(db);
  return found.rows[0]?.root ?? null;
}
