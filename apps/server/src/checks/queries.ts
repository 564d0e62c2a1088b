import type { RuleMode } from '@xinxuan/contract';
import { sql } from 'kysely';
import type { Reader, Tx } from '../db/connect.ts';

/** Everybody who holds the security role today. */
export async function securityOfficers(reader: Reader, day: string): Promise<string[]> {
  const rows = await reader.db
    .selectFrom('appointments as a')
    .innerJoin('people as p', join =>
      join.onRef('p.body_id', '=', 'a.body_id').onRef('p.id', '=', 'a.person_id'),
    )
    .select('a.person_id as id')
    .distinct()
    .where('a.body_id', '=', reader.body)
    .where('a.role', '=', 'security_admin')
    .where('a.from_on', '<=', day)
    .where(eb => eb.or([eb('a.to_on', 'is', null), eb('a.to_on', '>=', day)]))
    .where('p.active', '=', true)
    .execute();
  return rows.map(row => row.id);
}

export type Chosen = {
  rule: string;
  type: string;
  choice: RuleMode;
  unitId: string;
  unit: string;
  depth: number;
  by: string;
  at: string;
};

/** Every choice of the units on a path, the topmost first. */
export async function choicesAlong(reader: Reader, unitPath: string): Promise<Chosen[]> {
  const ids = unitPath.split('/').filter(Boolean);
  const found = await sql<Chosen>`
    select c.rule, c.type, c.choice, c.unit_id as "unitId", u.name as unit, u.depth, p.name as by, c.chosen_at as at
    from rule_choices c
    join units u on u.body_id = c.body_id and u.id = c.unit_id
    join people p on p.body_id = c.body_id and p.id = c.chosen_by
    where c.body_id = ${reader.body} and c.unit_id = any(${ids}) order by u.depth, c.type`.execute(reader.db);
  return found.rows;
}

export type UnitOnPath = { id: string; name: string; path: string };

export async function unitOnPath(reader: Reader, id: string): Promise<UnitOnPath | null> {
  const row = await reader.db
    .selectFrom('units')
    .select(['id', 'name', 'path'])
    .where('body_id', '=', reader.body)
    .where('id', '=', id)
    .executeTakeFirst();
  return row ?? null;
}

type Choice = { unitId: string; rule: string; type: string };

export async function saveChoice(
  tx: Tx,
  of: Choice & { choice: RuleMode; by: string; now: Date },
): Promise<void> {
  const told = { choice: of.choice, chosen_by: of.by, chosen_at: of.now.toISOString() };
  await tx.db
    .insertInto('rule_choices')
    .values({ body_id: tx.body, unit_id: of.unitId, rule: of.rule, type: of.type, ...told })
    .onConflict(conflict => conflict.columns(['body_id', 'unit_id', 'rule', 'type']).doUpdateSet(told))
    .execute();
}

export async function dropChoice(tx: Tx, of: Choice): Promise<void> {
  await tx.db
    .deleteFrom('rule_choices')
    .where('body_id', '=', tx.body)
    .where('unit_id', '=', of.unitId)
    .where('rule', '=', of.rule)
    .where('type', '=', of.type)
    .execute();
}
