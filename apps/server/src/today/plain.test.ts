import { type DutyKind, ROLES } from '@xinxuan/contract';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sentBy } from '../../test/draft.ts';
import { type Office, startOffice } from '../../test/office.ts';
import type { Reader } from '../db/connect.ts';
import { dutiesNamed, listDuties, sumDuties } from '../duties/list-queries.ts';
import { openDuty } from '../duties/open.ts';
import type { Actor } from '../http/actor.ts';
import { listToClear, saveClearance } from '../manuscripts/clearance-queries.ts';
import { insertRun } from '../manuscripts/finding-queries.ts';

/** What “today” finds by short ways is held against the plain definitions, which look at everything. */
let office: Office;
let reader: Reader;
beforeAll(async () => {
  office = await startOffice();
  reader = office.app.database.reader(office.body);
});
afterAll(() => office.close());

const SCOPE = { kind: 'body' } as const;
const ALL = { scope: SCOPE, page: 1, pageSize: 1000 } as const;
const write: Office['app']['database']['write'] = (body, work, undo) =>
  office.app.database.write(body, work, undo);

/** Looks through every run ever made. */
async function plainlyToClear(): Promise<string[]> {
  const found = await sql<{ id: string }>`
    select m.id from manuscripts m
    join lateral (select * from check_runs r where r.body_id = m.body_id and r.manuscript_id = m.id
      order by r.checked_at desc, r.id desc limit 1) r on true
    where m.body_id = ${office.body} and m.state in ('in_review', 'at_desk', 'accepted') and m.discarded_at is null
      and exists (select from check_findings f where f.body_id = m.body_id and f.run_id = coalesce(r.same_as, r.id)
        and f.rule in ('S2', 'S4'))
      and (2 > (select count(*) from clearances c where c.body_id = m.body_id and c.manuscript_id = m.id
          and c.text_key = r.text_key and c.verdict = 'clear')
        or exists (select from clearances c where c.body_id = m.body_id and c.manuscript_id = m.id
          and c.text_key = r.text_key and c.verdict = 'hold'))
    order by r.checked_at, m.id`.execute(reader.db);
  return found.rows.map(row => row.id);
}

const Act = fc.record({
  what: fc.constantFrom('run', 'run', 'clear', 'clear', 'hold'),
  manuscript: fc.nat(3),
  wording: fc.constantFrom('first', 'second'),
  hints: fc.boolean(),
  person: fc.constantFrom('leader', 'head', 'chief'),
});
type Act = typeof Act extends fc.Arbitrary<infer T> ? T : never;

it('texts to clear are those whose last check hints and that two have not cleared, whatever came before', async () => {
  const ids: string[] = [];
  for (const title of ['甲', '乙', '丙', '丁'])
    ids.push((await sentBy(office, { title: `${title}处夜市整治` })).id);
  const place = { kind: 'body', block: 0 } as const;
  const done = async ({ what, manuscript, wording, hints, person }: Act): Promise<void> => {
    office.time.now = new Date(office.time.now.getTime() + 1000);
    const { now } = office.time;
    const manuscriptId = ids[manuscript] ?? '';
    const hint = {
      rule: 'S2',
      severity: 'warning',
      place,
      from: 0,
      to: 2,
      text: '',
      quote: null,
      wording: 'x',
    };
    await write(
      office.body,
      tx =>
        what === 'run'
          ? insertRun(tx, {
              ...{ manuscriptId, revisionId: manuscriptId, hash: wording, textKey: wording, rules: '1' },
              ...{ step: 'accepted', by: null, now, findings: hints ? [hint as never] : [] },
            })
          : saveClearance(tx, {
              ...{
                manuscriptId,
                key: wording,
                personId: office.people[person as 'leader'],
                role: 'unit_head',
              },
              ...{ verdict: what as 'clear' | 'hold', reason: '已核', now },
            }),
      () => false,
    );
  };
  let met = 0;
  for (const act of fc.sample(Act, { numRuns: 250, seed: 20_261_122 })) {
    await done(act);
    const { rows, total } = await listToClear(reader, ALL);
    expect(rows.map(row => row.id)).toEqual(await plainlyToClear());
    expect(total).toBe(rows.length);
    met += rows.length;
  }
  expect(met).toBeGreaterThan(100);
});

/** Asks of each open duty by itself whether anybody holds it. */
async function plainlyHeldByNobody(day: string): Promise<string[]> {
  const found = await sql<{ id: string }>`
    select d.id from duties d where d.body_id = ${office.body} and d.state = 'open' and not exists (
      select from appointments a join people p on p.body_id = a.body_id and p.id = a.person_id and p.active
      where a.body_id = d.body_id and a.from_on <= ${day} and (a.to_on is null or a.to_on >= ${day})
        and case when d.person_id is not null then a.person_id = d.person_id
          else a.unit_id = d.unit_id and a.role = d.role end)
    order by d.due_at, d.id`.execute(reader.db);
  return found.rows.map(row => row.id);
}

const OWNERS = 24;
const KINDS: readonly DutyKind[] = ['other', 'commission', 'lead'];

/** Persons with one post each or none, some gone, some to come, some signed out for good; and duties of them and of posts. */
async function mixedOwners(): Promise<void> {
  const units = Object.values(office.units);
  const { now } = office.time;
  const person = (n: number): string => `per_${String(n).padStart(26, '0')}`;
  for (let n = 0; n < OWNERS; n++) {
    await sql`insert into people (body_id, id, name, user_name, active)
      values (${office.body}, ${person(n)}, ${`人员${n}`}, ${`owner${n}`}, ${n % 5 > 0})`.execute(reader.db);
    const [from, to] =
      [
        ['2025-01-01', null],
        ['2025-01-01', '2026-05-10'],
        ['2026-05-12', null],
      ][n % 4] ?? [];
    if (from)
      await sql`insert into appointments (body_id, id, person_id, unit_id, role, from_on, to_on)
        values (${office.body}, ${`apt_${String(n).padStart(26, '0')}`}, ${person(n)}, ${units[n % units.length] ?? ''},
          ${ROLES[n % 3] ?? ''}, ${from}, ${to ?? null})`.execute(reader.db);
  }
  for (let n = 0; n < OWNERS * 4; n++) {
    const unitId = units[n % units.length] ?? '';
    const owner =
      n % 2 ? { unitId, personId: person(n % OWNERS) } : { unitId, role: ROLES[n % 7] ?? 'assessor' };
    await write(
      office.body,
      tx =>
        openDuty(tx, {
          ...{
            kind: KINDS[n % 3] ?? 'other',
            key: `plain/${n}`,
            subject: { kind: 'other', id: `oth_${n}` },
            owner,
          },
          ...{ title: { zh: '应办', en: 'A duty' }, link: '/duties', by: null, now },
          due: { at: new Date(now.getTime() + ((n % 9) - 4) * 3_600_000) },
        }),
      () => false,
    );
  }
}

it('what nobody holds is found by its owners as it is duty by duty, and sums are the lengths of the lists', async () => {
  const start = office.time.now;
  await mixedOwners();
  const post = { role: 'desk_chief', unitId: '', unitPath: '' };
  const actor = { personId: office.people.chief, post } as unknown as Actor;
  let met = 0;
  for (const day of ['2026-05-09', '2026-05-10', '2026-05-11', '2026-05-12', '2027-01-01']) {
    const asked = { actor, now: new Date(`${day}T12:00:00+08:00`), view: 'nobody' } as const;
    const list = await listDuties(reader, { ...ALL, ...asked, show: 'open', sort: 'due' });
    const ids = list.rows.map(row => row.id);
    expect(ids).toEqual(await plainlyHeldByNobody(day));
    expect(list.total).toBe(ids.length);
    const [sum] = await sumDuties(reader, { scope: SCOPE, ...asked }, { kinds: null, first: 5 });
    const late = await listDuties(reader, { ...ALL, ...asked, show: 'late', sort: 'due' });
    expect(sum).toEqual({ kind: null, count: ids.length, late: late.total, first: ids.slice(0, 5) });
    met += ids.length;
  }
  expect(met).toBeGreaterThan(100);
  const mine = {
    scope: SCOPE,
    actor: { personId: `per_${'1'.padStart(26, '0')}`, post: null } as never,
    now: start,
  };
  const sums = await sumDuties(reader, { ...mine, view: 'mine' }, { kinds: KINDS, first: 2 });
  for (const kind of KINDS) {
    const list = await listDuties(reader, { ...ALL, ...mine, view: 'mine', show: 'open', sort: 'due', kind });
    expect(sums.find(sum => sum.kind === kind)?.count ?? 0).toBe(list.total);
  }
  expect(
    (
      await dutiesNamed(
        reader,
        sums.flatMap(sum => sum.first),
      )
    ).length,
  ).toBe(sums.reduce((all, sum) => all + sum.first.length, 0));
});

it('a page that ends its list is counted as it is when asked for whole', async () => {
  const actor = { personId: office.people.chief, post: null } as unknown as Actor;
  const asked = { ...ALL, actor, now: office.time.now, view: 'all', show: 'any', sort: 'due' } as const;
  const { total } = await listDuties(reader, asked);
  expect(total).toBeGreaterThan(20);
  for (const pageSize of [1, 7, 10, total - 1, total, total + 1])
    for (const page of [1, 2, Math.ceil(total / pageSize), Math.ceil(total / pageSize) + 1, 50])
      expect([pageSize, page, (await listDuties(reader, { ...asked, page, pageSize })).total]).toEqual([
        pageSize,
        page,
        total,
      ]);
});
