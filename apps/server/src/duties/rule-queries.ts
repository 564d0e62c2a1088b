import type { DutyRuleBody } from '@xinxuan/contract';
import { type Selectable, sql } from 'kysely';
import type { Reader, Tables, Tx } from '../db/connect.ts';

export type RuleRow = Selectable<Tables['duty_rules']>;

export const ruleOf = (row: RuleRow): DutyRuleBody => row.rule as DutyRuleBody;

export async function rulesById(reader: Reader): Promise<Map<string, RuleRow>> {
  return new Map((await listRules(reader)).map(row => [row.id, row]));
}

/** Whether each person owes this one by himself, so that it is nobody else's to do. */
export function isPerPerson(rules: ReadonlyMap<string, RuleRow>, duty: { rule_id: string | null }): boolean {
  const rule = duty.rule_id === null ? undefined : rules.get(duty.rule_id);
  return rule !== undefined && ruleOf(rule).per === 'person';
}

export async function listRules(reader: Reader): Promise<RuleRow[]> {
  return reader.db
    .selectFrom('duty_rules')
    .selectAll()
    .where('body_id', '=', reader.body)
    .orderBy('kind')
    .orderBy('from_on')
    .orderBy('id')
    .execute();
}

/** The rules that run on a day or have periods before it to be made up; one node makes duties at a time. */
export async function lockRules(tx: Tx, day: string): Promise<RuleRow[]> {
  return tx.db
    .selectFrom('duty_rules')
    .selectAll()
    .where('body_id', '=', tx.body)
    .where('from_on', '<=', day)
    .orderBy('id')
    .forUpdate()
    .skipLocked()
    .execute();
}

export async function setMadeThrough(tx: Tx, ruleId: string, day: string): Promise<void> {
  await tx.db
    .updateTable('duty_rules')
    .set({ made_through: day })
    .where('body_id', '=', tx.body)
    .where('id', '=', ruleId)
    .execute();
}

/** `from` and `to` are the first and the last day on which the unit, or the post there, stands. */
export type Owner = {
  unitId: string;
  path: string;
  personId: string | null;
  from: string;
  to: string | null;
};

type Asked = { ruleId: string; rule: DutyRuleBody; firstDay: string; lastDay: string; today: string };

/** Units, or the persons in posts there, that the rule is for on some day of the period and that have no duty of it yet. */
export async function ownersWithout(reader: Reader, asked: Asked): Promise<Owner[]> {
  const { ruleId, rule, firstDay, lastDay, today } = asked;
  const from = sql`least(${lastDay}::date, ${today}::date)`;
  const ofKind = rule.unitKinds.length === 0 ? sql`true` : sql`u.kind = any(${rule.unitKinds})`;
  const ofGroup = rule.groupIds.length === 0 ? sql`true` : sql`u.group_id = any(${rule.groupIds})`;
  const open = sql`u.body_id = ${reader.body} and ${ofKind} and ${ofGroup} and u.opened_on <= ${from}
    and (u.closed_on is null or u.closed_on >= ${firstDay})`;
  const found =
    rule.per === 'unit'
      ? await sql<Owner>`select u.id as "unitId", u.path, null as "personId", u.opened_on as "from", u.closed_on as "to" from units u
          where ${open} and not exists (select 1 from duties d where d.body_id = u.body_id and d.rule_id = ${ruleId}
            and d.first_day = ${firstDay} and d.unit_id = u.id and d.ended_act is distinct from ${NO_WORKING_DAY})
          order by u.id`.execute(reader.db)
      : await sql<Owner>`select u.id as "unitId", u.path, a.person_id as "personId",
            greatest(u.opened_on, min(a.from_on)) as "from",
            least(u.closed_on, nullif(max(coalesce(a.to_on, 'infinity')), 'infinity')) as "to" from units u
          join appointments a on a.body_id = u.body_id and a.unit_id = u.id and a.role = ${rule.role}
            and a.from_on <= ${from} and (a.to_on is null or a.to_on >= ${firstDay})
          join people p on p.body_id = a.body_id and p.id = a.person_id and p.active
          where ${open} and not exists (select 1 from duties d where d.body_id = u.body_id and d.rule_id = ${ruleId}
            and d.first_day = ${firstDay} and d.unit_id = u.id and d.person_id = a.person_id
            and d.ended_act is distinct from ${NO_WORKING_DAY})
          group by u.id, u.path, u.opened_on, u.closed_on, a.person_id order by u.id`.execute(reader.db);
  return found.rows;
}

/** A unit's duty stays the unit's when one person was given it in hand. */
const OF_UNIT = sql`(d.person_id is null or exists (select 1 from duty_rules r
  where r.body_id = d.body_id and r.id = d.rule_id and r.rule->>'per' = 'unit'))`;

/** Whether somebody owes a recurring duty on its day: the unit stands, and so does the post where it is a person's. */
const OWES = sql`u.opened_on <= d.on_day and (u.closed_on is null or u.closed_on >= d.on_day)
  and (${OF_UNIT} or exists (select 1 from appointments a
    join people p on p.body_id = a.body_id and p.id = a.person_id and p.active
    join duty_rules r on r.body_id = d.body_id and r.id = d.rule_id
    where a.body_id = d.body_id and a.person_id = d.person_id and a.unit_id = d.unit_id and a.role = r.rule->>'role'
      and a.from_on <= d.on_day and (a.to_on is null or a.to_on >= d.on_day)))`;

/** Open recurring duties that nobody owes any more, and void ones that somebody owes again because a closing was taken back. */
export async function changedOwners(tx: Tx): Promise<{ gone: string[]; back: string[] }> {
  const found = await sql<{ id: string; state: string }>`
    select d.id, d.state from duties d join units u on u.body_id = d.body_id and u.id = d.unit_id
    where d.body_id = ${tx.body} and d.rule_id is not null and d.state = 'open' and not (${OWES})
    union all
    select d.id, d.state from duties d join units u on u.body_id = d.body_id and u.id = d.unit_id
    where d.body_id = ${tx.body} and d.rule_id is not null and d.state = 'void' and d.ended_act = ${OWNER_GONE} and ${OWES}`.execute(
    tx.db,
  );
  return {
    gone: found.rows.filter(row => row.state === 'open').map(row => row.id),
    back: found.rows.filter(row => row.state === 'void').map(row => row.id),
  };
}

/** What made a recurring duty void: nobody owes it any more; the calendar left its period without a working day. */
export const OWNER_GONE = 'duties.owner_gone';
export const NO_WORKING_DAY = 'calendar.no_working_day';

/** Open duties of a kind that a report may answer: of the unit, or of one of the persons there. */
export async function lockReportable(
  tx: Tx,
  asked: { kind: string; unitId: string; personIds: readonly string[]; today: string },
): Promise<{ id: string; person_id: string | null; on_day: string }[]> {
  const found = await sql<{ id: string; person_id: string | null; on_day: string }>`
    select d.id, case when ${OF_UNIT} then null else d.person_id end as person_id, d.on_day from duties d
    where d.body_id = ${tx.body} and d.unit_id = ${asked.unitId} and d.kind = ${asked.kind} and d.state = 'open'
      and d.rule_id is not null and d.first_day <= ${asked.today}
      and (${OF_UNIT} or d.person_id = any(${[...asked.personIds]}))
    order by d.on_day, d.id for update`.execute(tx.db);
  return found.rows;
}

export async function answeredBy(reader: Reader, subjectId: string): Promise<string[]> {
  const rows = await reader.db
    .selectFrom('duties')
    .select('id')
    .where('body_id', '=', reader.body)
    .where('ended_subject', '=', subjectId)
    .where('rule_id', 'is not', null)
    .where('state', '=', 'done')
    .orderBy('id')
    .execute();
  return rows.map(row => row.id);
}

export type NewRule = Pick<RuleRow, 'id' | 'kind' | 'name' | 'from_on' | 'to_on'> & { rule: DutyRuleBody };

export async function insertRule(tx: Tx, rule: NewRule): Promise<void> {
  await tx.db
    .insertInto('duty_rules')
    .values({ body_id: tx.body, ...rule, rule: JSON.stringify(rule.rule), made_through: null, version: 0 })
    .execute();
}

/** False when somebody else saved first. */
export async function updateRule(tx: Tx, rule: NewRule, version: number): Promise<boolean> {
  const done = await tx.db
    .updateTable('duty_rules')
    .set({ ...rule, rule: JSON.stringify(rule.rule), version: version + 1 })
    .where('body_id', '=', tx.body)
    .where('id', '=', rule.id)
    .where('version', '=', version)
    .executeTakeFirst();
  return done.numUpdatedRows === 1n;
}
