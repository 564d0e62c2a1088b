import type { FairnessFinding, FindingKind } from '@xinxuan/contract';
import { sql } from 'kysely';
import type { Reader, Tables, Tx } from '../db/connect.ts';
import { newId } from '../ids.ts';
import type { Seen } from './watch.ts';

const FINDING = sql<FairnessFinding>`
  f.id, f.period, f.kind, f.zh, f.en, f.seen_at as "seenAt", f.version,
  coalesce((select json_agg(json_build_object('id', u.id, 'name', u.name) order by u.sort, u.id)
    from units u where u.body_id = f.body_id and u.id = any(f.unit_ids)), '[]') as units,
  coalesce((select json_agg(json_build_object('id', m.id, 'title', m.title) order by m.submitted_at, m.id)
    from manuscripts m where m.body_id = f.body_id and m.id = any(f.manuscript_ids)), '[]') as manuscripts,
  case when f.verdict is null then null else json_build_object('verdict', f.verdict, 'reason', f.reason, 'at', f.answered_at,
    'by', json_build_object('id', p.id, 'name', p.name)) end as answer`;
const FROM = sql`from fairness_findings f left join people p on p.body_id = f.body_id and p.id = f.answered_by`;

export async function findFinding(reader: Reader, id: string): Promise<FairnessFinding | null> {
  const found = await sql<FairnessFinding>`
    select ${FINDING} ${FROM} where f.body_id = ${reader.body} and f.id = ${id}`.execute(reader.db);
  return found.rows[0] ?? null;
}

type Filter = {
  period?: string | undefined;
  kind?: FindingKind | undefined;
  unitId?: string | undefined;
  answered?: boolean | undefined;
  sort: 'newest' | 'strongest';
  page: number;
  pageSize: number;
};

export async function listFindings(
  reader: Reader,
  filter: Filter,
): Promise<{ rows: FairnessFinding[]; total: number }> {
  const conditions = [
    sql`f.body_id = ${reader.body}`,
    filter.period ? sql`f.period = ${filter.period}` : null,
    filter.kind ? sql`f.kind = ${filter.kind}` : null,
    filter.unitId ? sql`f.unit_ids @> array[${filter.unitId}]` : null,
    filter.answered === undefined ? null : sql`(f.verdict is not null) = ${filter.answered}`,
  ].filter(condition => condition !== null);
  const where = sql.join(conditions, sql` and `);
  const order =
    filter.sort === 'strongest'
      ? sql`f.strength desc, f.id`
      : sql`f.period desc, f.kind, f.strength desc, f.id`;
  const rows = await sql<FairnessFinding>`select ${FINDING} ${FROM} where ${where} order by ${order}
    limit ${filter.pageSize} offset ${(filter.page - 1) * filter.pageSize}`.execute(reader.db);
  const total = await sql<{
    n: number;
  }>`select count(*) as n from fairness_findings f where ${where}`.execute(reader.db);
  return { rows: rows.rows, total: total.rows[0]?.n ?? 0 };
}

/** The latest look, at one quarter or at any. */
export async function lastLook(
  reader: Reader,
  period: string | undefined,
): Promise<{ at: string; by: { id: string; name: string }; items: number } | null> {
  const found = await sql<{ at: string; by: { id: string; name: string }; items: number }>`
    select l.looked_at as at, json_build_object('id', p.id, 'name', p.name) as by, l.items
    from fairness_looks l join people p on p.body_id = l.body_id and p.id = l.looked_by
    where l.body_id = ${reader.body} ${period ? sql`and l.period = ${period}` : sql``}
    order by l.looked_at desc limit 1`.execute(reader.db);
  return found.rows[0] ?? null;
}

type Kept = { period: string; seen: readonly Seen[]; now: Date };

export async function keepFindings(tx: Tx, { period, seen, now }: Kept): Promise<void> {
  const keys = seen.map(each => keyOf(period, each));
  await tx.db
    .deleteFrom('fairness_findings')
    .where('body_id', '=', tx.body)
    .where('period', '=', period)
    .where('verdict', 'is', null)
    .where('key', 'not in', keys.length > 0 ? keys : [''])
    .execute();
  for (const each of seen) {
    const told = {
      unit_ids: each.unitIds,
      manuscript_ids: each.manuscriptIds,
      strength: String(each.strength),
      zh: each.zh,
      en: each.en,
      seen_at: now.toISOString(),
    };
    await tx.db
      .insertInto('fairness_findings')
      .values({
        body_id: tx.body,
        id: newId('finding', now),
        key: keyOf(period, each),
        period,
        kind: each.kind,
        version: 0,
        ...told,
      })
      .onConflict(conflict => conflict.columns(['body_id', 'key']).doUpdateSet(told))
      .execute();
  }
}

function keyOf(period: string, { kind, about }: Seen): string {
  return [kind, period, about].join('/');
}

export async function keepLook(tx: Tx, look: Omit<Tables['fairness_looks'], 'body_id'>): Promise<void> {
  const { period, ...told } = look;
  await tx.db
    .insertInto('fairness_looks')
    .values({ body_id: tx.body, ...look })
    .onConflict(conflict => conflict.columns(['body_id', 'period']).doUpdateSet(told))
    .execute();
}

type Answer = Pick<Tables['fairness_findings'], 'verdict' | 'reason' | 'answered_by' | 'answered_at'>;

/** Answers whether the finding still stood at `version`. */
export async function answerFinding(
  tx: Tx,
  of: { id: string; version: number },
  answer: Answer,
): Promise<boolean> {
  const changed = await tx.db
    .updateTable('fairness_findings')
    .set({ ...answer, version: of.version + 1 })
    .where('body_id', '=', tx.body)
    .where('id', '=', of.id)
    .where('version', '=', of.version)
    .executeTakeFirst();
  return changed.numUpdatedRows === 1n;
}

export async function nameOf(reader: Reader, personId: string): Promise<string> {
  const row = await reader.db
    .selectFrom('people')
    .select('name')
    .where('body_id', '=', reader.body)
    .where('id', '=', personId)
    .executeTakeFirst();
  return row?.name ?? '';
}
