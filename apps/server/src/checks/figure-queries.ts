import type { AnsweredFinding, FindingAnswer, RuleFigures } from '@xinxuan/contract';
import { type RawBuilder, sql } from 'kysely';
import type { Reader } from '../db/connect.ts';
import { within } from '../db/within.ts';
import type { Scope } from '../http/rights.ts';

/** `from` and `to` are days in Asia/Shanghai, both included. */
export type Asked = { from: string; to: string; unitId?: string | undefined; scope: Scope };

/**
 * Findings that people met: what stands in the last text that was sent, with its answer, and what was repaired while
 * writing. Secrecy findings are cleared, not answered, and stand apart.
 */
function met(reader: Reader, { from, to, unitId, scope }: Asked): RawBuilder<unknown> {
  const days = (moment: string) =>
    sql`(${sql.ref(moment)} at time zone 'Asia/Shanghai')::date between ${from} and ${to}`;
  const where = sql`m.body_id = ${reader.body} and ${within(scope, 'm.unit_path')}
    ${unitId ? sql`and m.unit_id = ${unitId}` : sql``}`;
  return sql`
    select m.id, m.title, m.unit_id, f.rule, f.answer, coalesce(f.reason, '') as reason, f.quote, f.answered_by as by,
      r.checked_at as at
    from check_runs r
    join manuscripts m on m.body_id = r.body_id and m.id = r.manuscript_id
    join check_findings f on f.body_id = r.body_id and f.run_id = coalesce(r.same_as, r.id)
    where ${where} and r.step = 'submitted' and ${days('r.checked_at')} and f.rule !~ '^S'
      and not exists (select from check_runs l where l.body_id = r.body_id and l.manuscript_id = r.manuscript_id
        and l.step = 'submitted' and (l.checked_at, l.id) > (r.checked_at, r.id))
    union all
    select m.id, m.title, m.unit_id, a.rule, a.answer, a.reason, a.quote, a.answered_by, a.answered_at
    from finding_answers a join manuscripts m on m.body_id = a.body_id and m.id = a.manuscript_id
    where ${where} and a.answer = 'repaired' and ${days('a.answered_at')}`;
}

export async function ruleCounts(reader: Reader, asked: Asked): Promise<Omit<RuleFigures, 'severity'>[]> {
  const found = await sql<Omit<RuleFigures, 'severity'>>`
    select rule, count(*)::int as found, count(*) filter (where answer = 'repaired')::int as repaired,
      count(*) filter (where answer = 'left')::int as left, count(*) filter (where answer = 'not_a_fault')::int as "notAFault",
      count(*) filter (where answer is null)::int as unanswered, count(distinct id)::int as manuscripts
    from (${met(reader, asked)}) met group by rule
    order by count(*) filter (where answer in ('left', 'not_a_fault')) desc, count(*) desc, rule`.execute(
    reader.db,
  );
  return found.rows;
}

type Filter = Asked & {
  rule?: string | undefined;
  answer?: FindingAnswer | 'none' | undefined;
  page: number;
  pageSize: number;
};

export async function listAnswered(
  reader: Reader,
  filter: Filter,
): Promise<{ rows: AnsweredFinding[]; total: number }> {
  const { rule, answer, page, pageSize } = filter;
  const wanted = sql`true ${rule ? sql`and met.rule = ${rule}` : sql``}
    ${answer === undefined ? sql`` : answer === 'none' ? sql`and met.answer is null` : sql`and met.answer = ${answer}`}`;
  const rows = await sql<AnsweredFinding>`
    select json_build_object('id', met.id, 'title', met.title, 'unit', u.name) as manuscript, met.rule, met.answer,
      met.reason, met.quote, p.name as by, met.at
    from (${met(reader, filter)}) met
    join units u on u.body_id = ${reader.body} and u.id = met.unit_id
    left join people p on p.body_id = ${reader.body} and p.id = met.by
    where ${wanted} order by met.at desc, met.id, met.rule limit ${pageSize} offset ${(page - 1) * pageSize}`.execute(
    reader.db,
  );
  const total = await sql<{ n: number }>`
    select count(*) as n from (${met(reader, filter)}) met where ${wanted}`.execute(reader.db);
  return { rows: rows.rows, total: total.rows[0]?.n ?? 0 };
}
