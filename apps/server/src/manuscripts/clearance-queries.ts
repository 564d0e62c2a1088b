import type { Clearance, Role, WaitingClearance } from '@xinxuan/contract';
import { sql } from 'kysely';
import type { Reader, Tx } from '../db/connect.ts';
import { totalOf } from '../db/total.ts';
import { within } from '../db/within.ts';
import type { Scope } from '../http/rights.ts';
import { newId } from '../ids.ts';

type Given = Clearance['given'][number];

export async function listClearances(
  reader: Reader,
  of: { manuscriptId: string; key: string },
): Promise<Given[]> {
  const found = await sql<Given>`
    select json_build_object('id', p.id, 'name', p.name) as person, c.role, c.verdict, c.reason, c.decided_at as at
    from clearances c join people p on p.body_id = c.body_id and p.id = c.person_id
    where c.body_id = ${reader.body} and c.manuscript_id = ${of.manuscriptId} and c.text_key = ${of.key}
    order by c.decided_at, c.id`.execute(reader.db);
  return found.rows;
}

type Decision = {
  manuscriptId: string;
  key: string;
  personId: string;
  role: Role;
  verdict: 'clear' | 'hold';
  reason: string;
  now: Date;
};

/** One word of one person on one wording; a second one takes the place of the first. */
export async function saveClearance(tx: Tx, of: Decision): Promise<void> {
  await sql`
    insert into clearances (body_id, id, manuscript_id, text_key, person_id, role, verdict, reason, decided_at)
    values (${tx.body}, ${newId('clearance', of.now)}, ${of.manuscriptId}, ${of.key}, ${of.personId}, ${of.role},
      ${of.verdict}, ${of.reason}, ${of.now.toISOString()})
    on conflict (body_id, manuscript_id, text_key, person_id) do update set verdict = excluded.verdict,
      reason = excluded.reason, role = excluded.role, decided_at = excluded.decided_at`.execute(tx.db);
  await noteClearance(tx, of.manuscriptId);
}

/** The last check of the manuscript `m`. */
const LAST_RUN = sql`(select * from check_runs r where r.body_id = m.body_id and r.manuscript_id = m.id
  order by r.checked_at desc, r.id desc limit 1)`;
/** How much in its run `r` hints at secrets, and what was said of that wording. */
const SAID = sql`
  join lateral (select count(*)::int as n from check_findings f where f.body_id = m.body_id
    and f.run_id = coalesce(r.same_as, r.id) and f.rule in ('S2', 'S4')) hints on true
  join lateral (select coalesce(array_agg(p.name order by c.decided_at) filter (where c.verdict = 'clear'), '{}') as cleared,
      coalesce(bool_or(c.verdict = 'hold'), false) as held
    from clearances c join people p on p.body_id = c.body_id and p.id = c.person_id
    where c.body_id = m.body_id and c.manuscript_id = m.id and c.text_key = r.text_key) given on true`;

/**
 * Writes down whether the manuscript waits for clearance, in the transaction that kept a run or a clearance: the list then
 * reads those that do instead of every run ever made. Not a change of the manuscript, so its version stays.
 */
export async function noteClearance(tx: Tx, manuscriptId: string): Promise<void> {
  await sql`
    update manuscripts t set awaits_clearance = not t.awaits_clearance
    where t.body_id = ${tx.body} and t.id = ${manuscriptId} and t.awaits_clearance is distinct from
      exists (select from manuscripts m join lateral ${LAST_RUN} r on true ${SAID}
        where m.body_id = t.body_id and m.id = t.id and hints.n > 0
          and (given.held or cardinality(given.cleared) < 2))`.execute(tx.db);
}

/** Sent items whose last check met hints and whose wording two persons have not cleared, or one holds (`noteClearance`). */
export async function listToClear(
  reader: Reader,
  { scope, page, pageSize }: { scope: Scope; page: number; pageSize: number },
): Promise<{ rows: WaitingClearance[]; total: number }> {
  const waiting = sql`m.body_id = ${reader.body} and m.awaits_clearance and m.state in ('in_review', 'at_desk', 'accepted')
    and m.discarded_at is null and ${within(scope, 'm.unit_path')}`;
  const rows = await sql<WaitingClearance>`
    select m.id, m.title, json_build_object('id', u.id, 'name', u.name) as unit, m.state, r.checked_at as since,
      hints.n as hints, given.cleared, given.held
    from (select m.body_id, m.id, m.title, m.state, m.unit_id, r.id as run from manuscripts m
      join lateral ${LAST_RUN} r on true where ${waiting}
      order by r.checked_at, m.id limit ${pageSize} offset ${(page - 1) * pageSize}) m
    join units u on u.body_id = m.body_id and u.id = m.unit_id
    join check_runs r on r.body_id = m.body_id and r.id = m.run ${SAID}
    order by r.checked_at, m.id`.execute(reader.db);
  const total = await totalOf(rows.rows, { page, pageSize }, async () => {
    const found = await sql<{ n: number }>`select count(*) as n from manuscripts m where ${waiting}`.execute(
      reader.db,
    );
    return found.rows[0]?.n ?? 0;
  });
  return { rows: rows.rows, total };
}
