import type { InferContractRouterInputs, InferContractRouterOutputs } from '@orpc/contract';
import type { contract } from '@xinxuan/contract';
import { sql } from 'kysely';
import type { Reader } from '../db/connect.ts';

type Input = Required<
  Pick<InferContractRouterInputs<typeof contract>['audit']['list'], 'page' | 'pageSize'>
> &
  InferContractRouterInputs<typeof contract>['audit']['list'];
type Output = InferContractRouterOutputs<typeof contract>['audit']['list'];

/** The trail of one body, newest first; days are those of Asia/Shanghai. */
export async function listEntries(reader: Reader, input: Input): Promise<Output> {
  const page = Number(input.page);
  const size = Number(input.pageSize);
  const conditions = [
    sql`e.body_id = ${reader.body}`,
    input.personId ? sql`e.person_id = ${input.personId}` : null,
    input.subjectId ? sql`e.subject_id = ${input.subjectId}` : null,
    input.act ? sql`e.act like ${`${input.act}%`}` : null,
    input.from ? sql`e.at >= ${`${input.from}T00:00:00+08:00`}::timestamptz` : null,
    input.to ? sql`e.at < ${`${input.to}T00:00:00+08:00`}::timestamptz + interval '1 day'` : null,
  ].filter(condition => condition !== null);
  const where = sql.join(conditions, sql` and `);
  const rows = await sql<Output['rows'][number]>`
    select e.id::text as id, e.at, case when p.id is null then null else json_build_object('id', p.id, 'name', p.name) end as person,
      e.role, e.address, e.act, e.subject_id as "subjectId", e.before, e.after,
      exists (select 1 from audit_seals s where s.entry_id = e.id) as sealed
    from audit_entries e left join people p on p.body_id = e.body_id and p.id = e.person_id
    where ${where} order by e.id desc limit ${size} offset ${(page - 1) * size}`.execute(reader.db);
  const total = await sql<{
    total: number;
  }>`select count(*) as total from audit_entries e where ${where}`.execute(reader.db);
  return { rows: rows.rows, total: total.rows[0]?.total ?? 0 };
}
