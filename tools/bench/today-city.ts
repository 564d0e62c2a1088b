import { createHash } from 'node:crypto';
import type { Role } from '@xinxuan/contract';
import type pg from 'pg';

/** 500 units in three levels, forty posts in each; the manuscripts come afterwards. */
export const BODY = `bod_${'0'.repeat(26)}`;
export const UNITS = 500;
/** Units 1 to 24 stand below the top and have the others below them; the first half of them runs a desk of its own. */
const DISTRICTS = 24;
const DESKS = 12;
export const POSTS = 40;
export const PEOPLE = UNITS * POSTS;

/** The id of the prescribed form for a number, as an expression of SQL. */
export const id = (prefix: string, number: string): string =>
  `('${prefix}_' || lpad((${number})::text, 26, '0'))`;
export const unitId = (number: string): string => id('unt', number);
/** The holder of a unit's post: 0 its head, 1 the leader in charge, 2 and 3 the editors of its desk, 4 the chief. */
export const personId = (unit: string, post: string): string =>
  id('per', `(${unit}) * ${POSTS} + (${post}) + 1`);
/** Whose desk takes what a unit sends: that of its district, or the one at the top. */
export const deskOf = (unit: string): string =>
  `case when (${unit}) = 0 or ${districtOf(unit)} > ${DESKS} then 0 else ${districtOf(unit)} end`;
export const districtOf = (unit: string): string => `(1 + ((${unit}) - 1) % ${DISTRICTS})`;

export type Persona = { role: Role; at: string; unit: number; post: number };
/** Who opens the page: one of each role, those with much below them at the top. */
export const PERSONAS: readonly Persona[] = [
  { role: 'correspondent', at: 'community', unit: 100, post: 5 },
  { role: 'unit_head', at: 'community', unit: 100, post: 0 },
  { role: 'unit_head', at: 'district', unit: 4, post: 0 },
  { role: 'leader_in_charge', at: 'top', unit: 0, post: 1 },
  { role: 'desk_editor', at: 'district', unit: 4, post: 2 },
  { role: 'desk_editor', at: 'top', unit: 0, post: 7 },
  { role: 'desk_chief', at: 'top', unit: 0, post: 5 },
  { role: 'principal_leader', at: 'top', unit: 0, post: 0 },
  { role: 'assessor', at: 'top', unit: 0, post: 15 },
  { role: 'system_admin', at: 'top', unit: 0, post: 17 },
];

export const tokenOf = ({ unit, post }: Persona): string => `xx_bench-${unit}-${post}-for-this-database-only`;

const ROLE_AT_TOP = `case when i = 0 then 'principal_leader' when i <= 4 then 'leader_in_charge' when i <= 6 then 'desk_chief'
  when i <= 14 then 'desk_editor' when i <= 16 then 'assessor' when i = 17 then 'system_admin' when i = 18 then 'security_admin'
  when i = 19 then 'audit_admin' else 'correspondent' end`;
const ROLE_BELOW = `case when i = 0 then 'unit_head' when u <= ${DISTRICTS} and i = 1 then 'leader_in_charge'
  when u <= ${DESKS} and i in (2, 3) then 'desk_editor' when u <= ${DESKS} and i = 4 then 'desk_chief' else 'correspondent' end`;

/** Units, people and their posts, one in five with an earlier post, and some hundred who hold none any more. */
export async function makeCity(client: pg.Client): Promise<void> {
  const top = unitId('0');
  await client.query(`
    insert into bodies values ('${BODY}', '测试市', false, now());
    insert into assessment_groups select '${BODY}', ${id('grp', 'g')}, '第' || g || '组', g, 0 from generate_series(1, 6) g;
    insert into units (body_id, id, parent_id, name, short_name, kind, group_id, desk_name, path, depth, sort, opened_on)
      select '${BODY}', ${unitId('u')}, case when u = 0 then null when u <= ${DISTRICTS} then ${top} else ${unitId(districtOf('u'))} end,
        '单位' || u, '单位' || u, case when u = 0 then 'bureau' when u <= ${DISTRICTS} then 'county' else 'community' end,
        case when u > 0 then ${id('grp', '1 + u % 6')} end, case when u = 0 or u <= ${DESKS} then '宣传科' || u end,
        ${top} || '/' || case when u = 0 then '' when u <= ${DISTRICTS} then ${unitId('u')} || '/'
          else ${unitId(districtOf('u'))} || '/' || ${unitId('u')} || '/' end,
        case when u = 0 then 0 when u <= ${DISTRICTS} then 1 else 2 end, u, '2020-01-01'
      from generate_series(0, ${UNITS - 1}) u;
    insert into people (body_id, id, name, pinyin, user_name, must_change_password)
      select '${BODY}', ${id('per', 'p')}, '人员' || p, 'renyuan' || p, 'person' || p, false from generate_series(1, ${PEOPLE} + 400) p;
    insert into appointments (body_id, id, person_id, unit_id, role, from_on, to_on)
      select '${BODY}', ${id('apt', 'p')}, ${id('per', 'p')}, ${unitId('u')}, case when u = 0 then ${ROLE_AT_TOP} else ${ROLE_BELOW} end,
        '2022-01-01', null
      from (select p, (p - 1) / ${POSTS} as u, (p - 1) % ${POSTS} as i from generate_series(1, ${PEOPLE}) p) s;
    insert into appointments (body_id, id, person_id, unit_id, role, from_on, to_on)
      select '${BODY}', ${id('apt', `${PEOPLE} + p`)}, ${id('per', 'p')}, ${unitId(`(p * 13) % ${UNITS}`)}, 'correspondent',
        '2020-01-01', '2021-12-31' from generate_series(1, ${PEOPLE} + 400) p where p % 5 = 0 or p > ${PEOPLE};
    update people set active = false where id > ${id('per', String(PEOPLE + 200))};
    insert into delegations (body_id, id, from_person_id, to_person_id, from_on, to_on, ended_at, created_at)
      select '${BODY}', ${id('dlg', 'n')}, ${personId('n % 500', '0')}, ${personId('n % 500', '20')},
        current_date - n, current_date - n + 14, case when n % 3 = 0 then now() end, now() - n * interval '1 day'
      from generate_series(1, 1500) n;
    insert into outlets (body_id, id, name, level, kind, opened_on)
      select '${BODY}', ${id('out', 'o')}, '媒体' || o, (array['national','provincial','municipal','district','inhouse'])[1 + o % 5],
        'newspaper', '2020-01-01' from generate_series(0, 39) o;
  `);
  for (const [index, persona] of PERSONAS.entries()) {
    const person = persona.unit * POSTS + persona.post + 1;
    const hash = createHash('sha256').update(tokenOf(persona)).digest('hex');
    await client.query(`insert into api_tokens (body_id, id, name, appointment_id, hash, created_at, expires_on)
      values ('${BODY}', ${id('tok', String(index))}, 'bench', ${id('apt', String(person))}, '\\x${hash}', now(), '2099-12-31')`);
  }
}
