import { createHash } from 'node:crypto';
import pg from 'pg';

/** One body with 40 units and `manuscripts` rows, made by the database itself: what the measured endpoints need, no more. */
export type Seeded = { body: string; unit: string; person: string; token: string };

const TOKEN = 'xx_bench-token-for-this-database-only';

/** Ids of the prescribed form from a number. */
const id = (prefix: string, number: string): string => `'${prefix}_' || lpad(${number}::text, 26, '0')`;

export async function seed(connectionString: string, manuscripts: number): Promise<Seeded> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  const body = `bod_${'0'.repeat(26)}`;
  const hash = createHash('sha256').update(TOKEN).digest('hex');
  await client.query(`
    insert into bodies values ('${body}', '测试局', false, now());
    insert into assessment_groups select '${body}', ${id('grp', 'g')}, '第' || g || '组', g, 0 from generate_series(1, 4) g;
    insert into units (body_id, id, parent_id, name, short_name, kind, group_id, desk_name, path, depth, opened_on)
      select '${body}', ${id('unt', '0')}, null, '测试局', '测试局', 'bureau', null, '宣传科', ${id('unt', '0')} || '/', 0, '2020-01-01';
    insert into units (body_id, id, parent_id, name, short_name, kind, group_id, path, depth, opened_on)
      select '${body}', ${id('unt', 'u')}, ${id('unt', '0')}, '单位' || u, '单位' || u, 'section', ${id('grp', '(1 + u % 4)')},
        ${id('unt', '0')} || '/' || ${id('unt', 'u')} || '/', 1, '2020-01-01' from generate_series(1, 40) u;
    insert into people (body_id, id, name, user_name, must_change_password) select '${body}', ${id('per', 'p')}, '人员' || p, 'person' || p, false from generate_series(1, 80) p;
    insert into appointments (body_id, id, person_id, unit_id, role, from_on)
      select '${body}', ${id('apt', 'p')}, ${id('per', 'p')}, ${id('unt', '(1 + p % 40)')}, case when p <= 40 then 'correspondent' else 'unit_head' end, '2020-01-01'
      from generate_series(1, 79) p;
    insert into appointments (body_id, id, person_id, unit_id, role, from_on)
      values ('${body}', ${id('apt', '80')}, ${id('per', '80')}, ${id('unt', '0')}, 'desk_editor', '2020-01-01');
    insert into api_tokens (body_id, id, name, appointment_id, hash, created_at, expires_on)
      values ('${body}', ${id('tok', '1')}, 'bench', ${id('apt', '80')}, '\\x${hash}', now(), '2099-12-31');
  `);
  await client.query(`
    insert into manuscripts (body_id, id, unit_id, unit_path, state, channel, type, genre, importance, title, event_on, revision_id,
      words, round, holder_role, holder_unit_id, held_since, created_by, created_at, updated_at, submitted_at, at_desk_at)
    select '${body}', ${id('man', 'm')}, ${id('unt', '(1 + m % 40)')}, ${id('unt', '0')} || '/' || ${id('unt', '(1 + m % 40)')} || '/',
      'at_desk', 'news', (array['experience','problem','digest','response','urgent','other'])[1 + m % 6], 'long', 'ordinary',
      '单位' || (1 + m % 40) || '第' || m || '号工作信息', date '2026-01-01' + (m % 300), ${id('rev', 'm')}, 600, 1,
      'desk_editor', ${id('unt', '0')}, now(), ${id('per', '(1 + m % 40)')}, t, t, t, t
    from (select m, timestamptz '2026-01-01' + m * interval '255 seconds' as t from generate_series(1, ${manuscripts}) m) s;
    insert into manuscript_authors select '${body}', ${id('man', 'm')}, ${id('per', '(1 + m % 40)')}, 1 from generate_series(1, ${manuscripts}) m;
    insert into revisions (body_id, id, manuscript_id, number, kind, title, body, words, hash, created_by, created_at)
    select '${body}', ${id('rev', 'm')}, ${id('man', 'm')}, 1, 'sent', '单位' || (1 + m % 40) || '第' || m || '号工作信息',
      jsonb_build_array(jsonb_build_object('kind', 'paragraph', 'level', 0, 'text', repeat('本单位围绕重点工作推进整治，一周来处理问题23件。', 24))),
      600, md5(m::text), ${id('per', '(1 + m % 40)')}, now() from generate_series(1, ${manuscripts}) m;
  `);
  await client.query('vacuum analyze');
  await client.end();
  return {
    body,
    unit: `unt_${'1'.padStart(26, '0')}`,
    person: `per_${'80'.padStart(26, '0')}`,
    token: TOKEN,
  };
}

export function manuscriptId(number: number): string {
  return `man_${String(number).padStart(26, '0')}`;
}
