import type pg from 'pg';

export const UNITS = 5000;
export const PERSONS = 20_000;

/** Each size is a year of a body of its own, in one database: what a statement reads is its body's facts and no others. */
export function bodyOf(adoptions: number): string {
  return `bod_${String(adoptions).padStart(26, '0')}`;
}

/** An id of the prescribed form, as SQL, from a number. */
const id = (prefix: string, number: string): string => `'${prefix}_' || lpad((${number})::text, 26, '0')`;

/** A year of adoptions: one and a half of each manuscript, by one author or (every fifth) two, spread over all units. */
export async function seedYear(client: pg.Client, adoptions: number): Promise<void> {
  const body = bodyOf(adoptions);
  await client.query(`
    insert into bodies values ('${body}', '测试市', false, now());
    insert into assessment_groups select '${body}', ${id('grp', 'g')}, '第' || g || '组', g from generate_series(0, 49) g;
    insert into units (body_id, id, name, short_name, kind, group_id, path, depth, opened_on)
      select '${body}', ${id('unt', 'u')}, '单位' || u, '单位' || u, 'section', ${id('grp', 'u % 50')}, ${id('unt', 'u')} || '/', 0, '2020-01-01'
      from generate_series(0, ${UNITS - 1}) u;
    insert into people (body_id, id, name, user_name, must_change_password)
      select '${body}', ${id('per', 'p')}, '人员' || p, 'person' || p || '_${adoptions}', false from generate_series(0, ${PERSONS - 1}) p;
    insert into appointments (body_id, id, person_id, unit_id, role, from_on)
      select '${body}', ${id('apt', 'p')}, ${id('per', 'p')}, ${id('unt', `p % ${UNITS}`)}, 'correspondent', '2020-01-01'
      from generate_series(0, ${PERSONS - 1}) p;
    insert into facts (body_id, id, kind, on_day, booked_on, unit_id, person_ids, manuscript_id, attrs, label, recorded_at)
    select '${body}', ${id('fac', 'n')}, 'adopted', date '2026-01-01' + (h % 365), date '2026-01-01' + (h % 365), ${id('unt', `m % ${UNITS}`)},
      case when m % 5 = 0 then array[${id('per', `m % ${PERSONS}`)}, ${id('per', `(m + ${UNITS}) % ${PERSONS}`)}]
        else array[${id('per', `m % ${PERSONS}`)}] end,
      ${id('man', 'm')},
      jsonb_build_object('channel', 'news', 'level', (array['national','provincial','municipal','district'])[1 + h % 4],
        'genre', (array['long','brief','brief'])[1 + (h / 4) % 3], 'position', (array['ordinary','ordinary','ordinary','page_lead','front_lead'])[1 + (h / 12) % 5]),
      '信息' || n, now()
    from (select n, (n * 2 / 3) as m, abs(hashint4(n)) as h from generate_series(1, ${adoptions}) n) s`);
}

/** The adoption clause as one statement: value by level and genre, lead by position and level, highest of a manuscript only. */
export const statementOf = (body: string): string => `
  with valued as (
    select id, unit_id, manuscript_id, on_day,
      case attrs->>'level' when 'national' then case attrs->>'genre' when 'long' then 100 else 50 end
        when 'provincial' then case attrs->>'genre' when 'long' then 80 else 40 end
        when 'municipal' then case attrs->>'genre' when 'long' then 60 else 30 end
        else case attrs->>'genre' when 'long' then 40 else 20 end end
      + case attrs->>'position' when 'front_lead' then case attrs->>'level' when 'national' then 40 when 'provincial' then 30 when 'municipal' then 20 else 10 end
        when 'page_lead' then case attrs->>'level' when 'national' then 20 when 'provincial' then 15 when 'municipal' then 10 else 5 end else 0 end as points
    from facts where body_id = '${body}' and kind = 'adopted' and voided_at is null and on_day between '2026-01-01' and '2026-12-31'),
  placed as (select unit_id, points, row_number() over (partition by unit_id, manuscript_id order by points desc, on_day, id) as place from valued)
  select unit_id, sum(points) as points, rank() over (order by sum(points) desc) as place from placed where place = 1 group by unit_id`;
