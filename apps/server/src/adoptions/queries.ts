import type { EvidenceKind, Named, OutletKind, OutletLevel } from '@xinxuan/contract';
import { type Insertable, sql } from 'kysely';
import type { Reader, Tables, Tx } from '../db/connect.ts';
import { totalOf } from '../db/total.ts';
import { within } from '../db/within.ts';
import type { Scope } from '../http/rights.ts';
import type { Source } from './adoption.ts';
import type { AdoptionRow } from './tables.ts';

/** The manuscript as an adoption needs it; locks it, so that two bookings of one publication meet. */
export async function lockSource(tx: Tx, id: string): Promise<Source | null> {
  const found = await sql<Source>`
    select m.id, m.title, m.state, m.unit_id, m.unit_path, m.channel, m.importance, m.created_by, m.discarded_at,
      array(select a.person_id from manuscript_authors a where a.body_id = m.body_id and a.manuscript_id = m.id order by a.position) as authors
    from manuscripts m where m.body_id = ${tx.body} and m.id = ${id} for no key update`.execute(tx.db);
  return found.rows[0] ?? null;
}

export type Full = AdoptionRow & {
  title: string;
  channel: string;
  importance: string;
  unit_name: string;
  outlet_name: string;
  outlet_level: OutletLevel;
  outlet_kind: OutletKind;
  claimer: Named;
  decider: Named | null;
  authors: Named[];
  evidence: {
    id: string;
    kind: EvidenceKind;
    fileId: string | null;
    url: string | null;
    name: string;
    sha256: string | null;
    at: string;
    by: Named;
  }[];
  points: { value: string; zh: string; en: string } | null;
};

const FULL = sql`
  select a.*, m.title, m.channel, m.importance, u.name as unit_name, o.name as outlet_name, o.level as outlet_level, o.kind as outlet_kind,
    json_build_object('id', c.id, 'name', c.name) as claimer,
    case when d.id is null then null else json_build_object('id', d.id, 'name', d.name) end as decider,
    coalesce((select json_agg(json_build_object('id', p.id, 'name', p.name) order by w.position)
      from manuscript_authors w join people p on p.body_id = w.body_id and p.id = w.person_id
      where w.body_id = a.body_id and w.manuscript_id = a.manuscript_id), '[]') as authors,
    coalesce((select json_agg(json_build_object('id', e.id, 'kind', e.kind, 'fileId', e.file_id, 'url', e.url,
        'name', coalesce(f.name, e.url), 'sha256', e.sha256, 'at', e.added_at, 'by', json_build_object('id', p.id, 'name', p.name)) order by e.id)
      from adoption_evidence e join people p on p.body_id = e.body_id and p.id = e.added_by
      left join stored_files f on f.body_id = e.body_id and f.id = e.file_id
      where e.body_id = a.body_id and e.adoption_id = a.id), '[]') as evidence,
    (select json_build_object('value', l.points::text, 'zh', l.line->>'zh', 'en', l.line->>'en') from facts x join ledger_lines l on l.body_id = x.body_id and l.fact_ids @> array[x.id] and l.owner_kind = 'unit'
      where x.body_id = a.body_id and x.adoption_id = a.id and x.voided_at is null
      order by (l.status = 'counted') desc limit 1) as points
  from adoptions a
  join manuscripts m on m.body_id = a.body_id and m.id = a.manuscript_id
  join units u on u.body_id = a.body_id and u.id = a.unit_id
  join outlets o on o.body_id = a.body_id and o.id = a.outlet_id
  join people c on c.body_id = a.body_id and c.id = a.claimed_by
  left join people d on d.body_id = a.body_id and d.id = a.decided_by`;

export async function findAdoption(reader: Reader, id: string): Promise<Full | null> {
  const found = await sql<Full>`${FULL} where a.body_id = ${reader.body} and a.id = ${id}`.execute(reader.db);
  return found.rows[0] ?? null;
}

export type Wanted = {
  where: ReturnType<typeof sql>[];
  order: keyof typeof ORDERS;
  page: number;
  pageSize: number;
};

const ORDERS = {
  newest: sql`a.published_on desc, a.id desc`,
  oldest: sql`a.published_on, a.id`,
  claimed: sql`a.claimed_at, a.id`,
  unit: sql`u.name, a.published_on desc, a.id desc`,
  level: sql`array_position('{national,provincial,municipal,district,upper_bulletin,inhouse}'::text[], o.level), a.published_on desc, a.id desc`,
} as const;

export async function listAdoptions(
  reader: Reader,
  wanted: Wanted,
): Promise<{ rows: Full[]; total: number }> {
  const where = sql.join([sql`a.body_id = ${reader.body}`, ...wanted.where], sql` and `);
  const rows = await sql<Full>`${FULL} where ${where} order by ${ORDERS[wanted.order]}
    limit ${wanted.pageSize} offset ${(wanted.page - 1) * wanted.pageSize}`.execute(reader.db);
  const total = await sql<{ n: number }>`
    select count(*) as n from adoptions a
    join manuscripts m on m.body_id = a.body_id and m.id = a.manuscript_id
    join outlets o on o.body_id = a.body_id and o.id = a.outlet_id where ${where}`.execute(reader.db);
  return { rows: rows.rows, total: total.rows[0]?.n ?? 0 };
}

export type Claim = { id: string; title: string; unit: string; outlet: string; claimedAt: string };

/** The beginning of the list of claims that wait to be verified, the oldest first, with what a line of “today” shows. */
export async function firstClaims(
  reader: Reader,
  { scope, personOfActor, pageSize }: Pick<Filter, 'scope' | 'personOfActor'> & { pageSize: number },
): Promise<{ rows: Claim[]; total: number }> {
  const conditions = filterOf({ scope, personOfActor, state: ['claimed'] });
  const where = sql.join([sql`a.body_id = ${reader.body}`, ...conditions], sql` and `);
  const { rows } = await sql<Claim>`
    select a.id, m.title, u.name as unit, o.name as outlet, a.claimed_at as "claimedAt"
    from (select * from adoptions a where ${where} order by ${ORDERS.claimed} limit ${pageSize}) a
    join manuscripts m on m.body_id = a.body_id and m.id = a.manuscript_id
    join units u on u.body_id = a.body_id and u.id = a.unit_id
    join outlets o on o.body_id = a.body_id and o.id = a.outlet_id order by ${ORDERS.claimed}`.execute(
    reader.db,
  );
  const total = await totalOf(rows, { page: 1, pageSize }, async () => {
    const found = await sql<{ n: number }>`select count(*) as n from adoptions a where ${where}`.execute(
      reader.db,
    );
    return found.rows[0]?.n ?? 0;
  });
  return { rows, total };
}

/** A live adoption of the same manuscript in the same outlet, day and issue. */
export async function findSame(
  reader: Reader,
  of: { manuscriptId: string; outletId: string; publishedOn: string; issue: string },
): Promise<Pick<AdoptionRow, 'id' | 'state'> | null> {
  const row = await reader.db
    .selectFrom('adoptions')
    .select(['id', 'state'])
    .where('body_id', '=', reader.body)
    .where('manuscript_id', '=', of.manuscriptId)
    .where('outlet_id', '=', of.outletId)
    .where('published_on', '=', of.publishedOn)
    .where('issue', '=', of.issue)
    .where('state', 'in', ['claimed', 'verified'])
    .executeTakeFirst();
  return row ?? null;
}

export async function insertAdoption(tx: Tx, adoption: AdoptionRow): Promise<void> {
  await tx.db.insertInto('adoptions').values(adoption).execute();
}

export async function insertEvidence(tx: Tx, rows: Insertable<Tables['adoption_evidence']>[]): Promise<void> {
  if (rows.length > 0) await tx.db.insertInto('adoption_evidence').values(rows).execute();
}

type Decision = Pick<AdoptionRow, 'state' | 'decided_by' | 'decided_at' | 'reason'> &
  Partial<Pick<AdoptionRow, 'genre' | 'position'>>;

/** Answers whether the adoption still stood at `version`. */
export async function decideAdoption(
  tx: Tx,
  of: { id: string; version: number },
  decision: Decision,
): Promise<boolean> {
  const changed = await tx.db
    .updateTable('adoptions')
    .set({ ...decision, version: of.version + 1 })
    .where('body_id', '=', tx.body)
    .where('id', '=', of.id)
    .where('version', '=', of.version)
    .executeTakeFirst();
  return changed.numUpdatedRows === 1n;
}

/** The desk's editors of a unit and above, who will verify its claims. */
export async function editorsFor(reader: Reader, unitPath: string, today: string): Promise<string[]> {
  const found = await sql<{ person_id: string }>`
    select distinct a.person_id from appointments a
    join units u on u.body_id = a.body_id and u.id = a.unit_id
    where a.body_id = ${reader.body} and a.role in ('desk_editor', 'desk_chief')
      and ${unitPath} like u.path || '%' and a.from_on <= ${today} and (a.to_on is null or a.to_on >= ${today})`.execute(
    reader.db,
  );
  return found.rows.map(row => row.person_id);
}

export type Filter = {
  scope: Scope;
  personOfActor: string;
  q?: string;
  state?: string[];
  unitId?: string;
  personId?: string;
  outletId?: string;
  level?: string;
  manuscriptId?: string;
  from?: string;
  to?: string;
};

const wroteIt = (person: string) => sql`exists (select 1 from manuscript_authors w
  where w.body_id = a.body_id and w.manuscript_id = a.manuscript_id and w.person_id = ${person})`;

/** The conditions of a list: what the actor reaches or wrote, then what was asked for. */
export function filterOf(filter: Filter): ReturnType<typeof sql>[] {
  const { scope } = filter;
  return [
    scope.kind === 'body' ? null : sql`(${within(scope, 'a.unit_path')} or ${wroteIt(filter.personOfActor)})`,
    filter.q ? sql`m.title like ${`%${filter.q.replace(/[\\%_]/g, '\\$&')}%`}` : null,
    filter.state?.length ? sql`a.state = any(${filter.state})` : null,
    filter.unitId ? sql`a.unit_id = ${filter.unitId}` : null,
    filter.personId ? wroteIt(filter.personId) : null,
    filter.outletId ? sql`a.outlet_id = ${filter.outletId}` : null,
    filter.level ? sql`o.level = ${filter.level}` : null,
    filter.manuscriptId ? sql`a.manuscript_id = ${filter.manuscriptId}` : null,
    filter.from ? sql`a.published_on >= ${filter.from}` : null,
    filter.to ? sql`a.published_on <= ${filter.to}` : null,
  ].filter(condition => condition !== null);
}
