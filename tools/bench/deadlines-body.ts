import type pg from 'pg';

export const BODY = 'bod_00000000000000000000000000';
export const UNITS = 500;
export const PEOPLE = 20_000;

/** A city's body without its manuscripts: units, people in posts, and open duties that fall due over the coming months. */
export async function seedBody(client: pg.Client): Promise<void> {
  await client.query(`insert into bodies (id, name, created_at) values ($1, '测试市', now())`, [BODY]);
  await client.query(
    `insert into units (body_id, id, parent_id, name, short_name, kind, path, depth, opened_on)
     values ($1, 'unt_0', null, '市局', '市局', 'bureau', 'unt_0/', 0, '2020-01-01')`,
    [BODY],
  );
  await client.query(
    `insert into units (body_id, id, parent_id, name, short_name, kind, path, depth, opened_on)
     select $1, 'unt_' || n, 'unt_0', '单位' || n, '单位' || n, 'community', 'unt_0/unt_' || n || '/', 1, '2020-01-01'
     from generate_series(1, $2) n`,
    [BODY, UNITS],
  );
  await client.query(
    `insert into people (body_id, id, name, user_name) select $1, 'per_' || n, '人员' || n, 'user' || n
     from generate_series(1, $2) n`,
    [BODY, PEOPLE],
  );
  await client.query(
    `insert into appointments (body_id, id, person_id, unit_id, role, from_on)
     select $1, 'apt_' || n, 'per_' || n, 'unt_' || (n % $3 + 1),
       case when n <= $3 then 'unit_head' else 'correspondent' end, '2020-01-01' from generate_series(1, $2) n`,
    [BODY, PEOPLE, UNITS],
  );
}

/** Open duties from number `from` to `to`; the first `due` of them owe a reminder at `at`, the others later. */
export async function seedDuties(
  client: pg.Client,
  { from, to, due, at }: { from: number; to: number; due: number; at: Date },
): Promise<void> {
  const plan = JSON.stringify([
    { minutes: -240, to: ['owner'] },
    { minutes: 0, to: ['owner', 'unit_head'] },
    { minutes: 240, to: ['unit_head'] },
    { minutes: 1440, to: ['unit_head'] },
  ]);
  await client.query(
    `insert into duties (body_id, id, kind, key, subject_kind, subject_id, title_zh, title_en, link, unit_id, person_id,
       from_at, due_at, late_from, computed_with, state, opened_at, plan, since, next_step, next_at, explained)
     select $1, 'dut_' || n, 'review', 'k' || n, 'manuscript', 'man_' || n, '稿件待审核', 'To review', '/reviews',
       'unt_' || (n % $2 + 1), 'per_' || (n % $3 + 1), $4, d.at, d.at + interval '1 minute', '0.2026', 'open', $4, $5::jsonb, $4,
       1, d.at, '[{"zh": "11月23日（周一） 起算，当天不计", "en": "Mon 23 Nov is not counted"}]'
     from generate_series($6::int, $7::int) n
     cross join lateral (select case when n <= $8 then $9::timestamptz
       else $9::timestamptz + interval '1 hour' + (n % 100000) * interval '1 minute' end as at) d`,
    [BODY, UNITS, PEOPLE, new Date(at.getTime() - 86_400_000), plan, from, to, due, at],
  );
}

/** A quarter of weekly and daily reports that were answered, one late and one missed in twenty, for the rates of the units. */
export async function seedReports(
  client: pg.Client,
  { days, at }: { days: number; at: Date },
): Promise<void> {
  await client.query(
    `insert into duties (body_id, id, kind, key, subject_kind, subject_id, title_zh, title_en, link, unit_id, role,
       from_at, due_at, late_from, computed_with, rule_id, first_day, on_day, state, opened_at, ended_at, late, minutes_late,
       plan, since, explained)
     select $1, 'dur_' || n, 'weekly_item', 'r' || n, 'rule', 'drl_1', '每日报告', 'Daily report', '/duties',
       'unt_' || (n % $2 + 1), 'correspondent', d.at, d.at, d.at, '0.2026', 'drl_1', d.at::date, d.at::date,
       case when n % 20 = 0 then 'closed' else 'done' end, d.at, d.at, n % 20 = 1, case when n % 20 = 1 then 30 end, '[]', d.at, '[]'
     from generate_series(1, $2::int * $3::int) n
     cross join lateral (select $4::timestamptz - (1 + n / $2::int) * interval '1 day' as at) d`,
    [BODY, UNITS, days, at],
  );
}
