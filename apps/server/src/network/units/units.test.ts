import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Client, type Office, refusalOf, startOffice } from '../../../test/office.ts';
import { newId } from '../../ids.ts';
import { TABLES_WITH_UNIT_PATH } from './queries.ts';

let office: Office;
let admin: Client;
beforeAll(async () => {
  office = await startOffice();
  admin = await office.as('system');
});
afterAll(() => office.close());

const fields = {
  shortName: '测试',
  kind: 'other' as const,
  groupId: null,
  deskName: null,
  openedOn: '2026-01-01',
};

async function unit(id: string) {
  const { units } = await admin.network.units.list({ closed: true });
  return units.find(each => each.id === id)!;
}

async function addUnit(parentId: string, name: string) {
  return admin.network.units.create({ parentId, name, ...fields });
}

test('the tree shows units of a day with their correspondents, parents before children', async () => {
  const { units, asOf } = await admin.network.units.list({});
  expect(asOf).toBe('2026-05-20');
  expect(units.map(each => each.depth)).toEqual([0, 1, 1, 1, 2]);
  expect(Object.fromEntries(units.map(each => [each.name, each.correspondents]))).toEqual({
    东河区综合执法局: 0,
    市容科: 2,
    法制科: 1,
    城东中队: 2,
    夜市班: 0,
  });
  expect((await admin.network.units.list({ asOf: '2019-12-31' })).units).toEqual([]);
});

test('over REST a switch that says false is off', async () => {
  const count = async (closed: string) => {
    const headers = await office.headers('system');
    const answer = await fetch(`${office.url}/api/v1/units?closed=${closed}&asOf=2019-12-31`, { headers });
    return ((await answer.json()) as { units: unknown[] }).units.length;
  };
  expect(await count('false')).toBe(0);
  expect(await count('true')).toBe(5);
});

test('everybody reads the tree, but only who manages it here may change it', async () => {
  const { units } = await (await office.as('writer')).network.units.list({});
  expect(units).toHaveLength(5);
  for (const each of units) expect(each.can.change).toMatchObject({ reason: 'no_right' });
  expect((await unit(office.units.law)).can).toEqual({
    change: null,
    close: null,
    addBelow: null,
  });
});

test('a unit is added below another, and its name is unique there while it is open', async () => {
  const made = await addUnit(office.units.law, '普法组');
  expect(made).toMatchObject({ name: '普法组', parentId: office.units.law, depth: 2, version: 0 });
  expect(await refusalOf(addUnit(office.units.law, '普法组'))).toMatchObject({
    code: 'conflict',
    reason: 'same_name',
    fields: { name: { zh: expect.stringContaining('普法组') } },
  });
  expect((await addUnit(office.units.squad, '普法组')).name).toBe('普法组');
});

test('a unit is refused below a unit that does not exist, or into a group that does not exist', async () => {
  const unknown = newId('unit', office.time.now);
  expect(await refusalOf(addUnit(unknown, '无处'))).toMatchObject({ code: 'not_found' });
  const groupId = newId('group', office.time.now);
  const input = { parentId: office.units.law, name: '无组', ...fields, groupId };
  expect(await refusalOf(admin.network.units.create(input))).toMatchObject({ code: 'not_found' });
});

test('a change is saved once: the second of two people is told to look again', async () => {
  const made = await addUnit(office.units.law, '复议组');
  const change = { ...fields, id: made.id, version: made.version, name: '复议应诉组', aliases: ['复议'] };
  const changed = await admin.network.units.update(change);
  expect(changed).toMatchObject({ name: '复议应诉组', aliases: ['复议'], version: 1 });
  expect(await refusalOf(admin.network.units.update(change))).toMatchObject({ code: 'stale' });
});

test('a unit cannot be renamed to a sister, nor opened after somebody already worked there', async () => {
  const { version } = await unit(office.units.city_look);
  const change = { ...fields, id: office.units.city_look, version };
  expect(await refusalOf(admin.network.units.update({ ...change, name: '法制科' }))).toMatchObject({
    reason: 'same_name',
  });
  expect(
    await refusalOf(admin.network.units.update({ ...change, name: '市容科', openedOn: '2025-06-01' })),
  ).toMatchObject({ code: 'invalid', reason: 'opening_day', fields: { openedOn: expect.anything() } });
});

test('a branch moves with everything below it, and with the places of its manuscripts and adoptions', async () => {
  const top = await addUnit(office.units.bureau, '分局');
  const team = await addUnit(office.units.squad, '机动组');
  const below = await addUnit(team.id, '一班');
  const kept = await writeManuscript(below.id);
  const moved = await admin.network.units.move({ id: team.id, version: team.version, parentId: top.id });
  expect(moved).toMatchObject({ parentId: top.id, depth: 2, version: 1 });
  expect(await unit(below.id)).toMatchObject({ depth: 3, parentId: team.id });
  const path = `${office.units.bureau}/${top.id}/${team.id}/${below.id}/`;
  const rows = await sql<{ path: string }>`
    select path from units where id = ${below.id}
    union all select unit_path from manuscripts where id = ${kept.manuscript}
    union all select unit_path from adoptions where id = ${kept.adoption}`.execute(office.app.database.db);
  expect(rows.rows.map(row => row.path)).toEqual([path, path, path]);
});

test('every table that keeps a unit path is moved along', async () => {
  const found = await sql<{ table_name: string }>`select table_name from information_schema.columns
    where table_schema = 'public' and column_name = 'unit_path' order by table_name`.execute(
    office.app.database.db,
  );
  expect(found.rows.map(row => row.table_name)).toEqual([...TABLES_WITH_UNIT_PATH].sort());
});

test('rights follow a moved unit at once', async () => {
  const team = await addUnit(office.units.squad, '巡查组');
  const squadHead = await office.as('squad_head', office.posts['squad_head.unit_head.squad']);
  const draft = await writeManuscript(team.id);
  const place = async () =>
    sql<{ unit_path: string }>`select unit_path from manuscripts where id = ${draft.manuscript}`.execute(
      office.app.database.db,
    );
  expect((await place()).rows[0]!.unit_path).toContain(office.units.squad);
  await admin.network.units.move({ id: team.id, version: 0, parentId: office.units.law });
  expect((await place()).rows[0]!.unit_path).not.toContain(office.units.squad);
  expect((await squadHead.session.me()).post?.unit.name).toBe('城东中队');
});

test('a unit cannot move below itself, the top unit not at all, and not to a sister of the same name', async () => {
  const squad = await unit(office.units.squad);
  const move = (id: string, version: number, parentId: string) =>
    refusalOf(admin.network.units.move({ id, version, parentId }));
  expect(await move(squad.id, squad.version, office.units.night_market)).toMatchObject({
    code: 'conflict',
    reason: 'below_itself',
  });
  expect(await move(squad.id, squad.version, squad.id)).toMatchObject({ reason: 'below_itself' });
  expect(await move(office.units.bureau, 0, squad.id)).toMatchObject({ reason: 'top_unit' });
  const twin = await addUnit(office.units.law, '夜市班');
  expect(await move(twin.id, 0, office.units.squad)).toMatchObject({ reason: 'same_name' });
});

test('two opposite moves at the same time never make a circle', async () => {
  const one = await addUnit(office.units.bureau, '甲队');
  const other = await addUnit(office.units.bureau, '乙队');
  const moves = await Promise.allSettled([
    admin.network.units.move({ id: one.id, version: 0, parentId: other.id }),
    admin.network.units.move({ id: other.id, version: 0, parentId: one.id }),
  ]);
  expect(moves.map(each => each.status).sort()).toEqual(['fulfilled', 'rejected']);
  const paths = await sql<{ id: string; path: string; depth: number }>`
    select id, path, depth from units where id in (${one.id}, ${other.id})`.execute(office.app.database.db);
  for (const row of paths.rows) {
    expect(row.path.startsWith(`${office.units.bureau}/`)).toBe(true);
    expect(row.path.split('/').length - 2).toBe(row.depth);
  }
});

test('a unit with open units below, or open work, is not closed, and both are named', async () => {
  const squad = await unit(office.units.squad);
  expect(squad.can.close).toMatchObject({ reason: 'units_below' });
  const close = (id: string, closedOn = '2026-06-30', version = 0) =>
    refusalOf(admin.network.units.close({ id, version, closedOn }));
  expect(await close(squad.id)).toMatchObject({
    code: 'wrong_state',
    reason: 'units_below',
    zh: expect.stringContaining('夜市班'),
  });
  const busy = await addUnit(office.units.law, '信访组');
  await writeManuscript(busy.id);
  const refused = await close(busy.id);
  expect(refused).toMatchObject({
    reason: 'open_work',
    zh: expect.stringContaining('陆晓棠的 1 篇稿件在审'),
  });
  expect(refused.zh).toContain('采用申报待核实');
  expect(refused.zh).not.toContain('机密题目');
  expect(await close(office.units.bureau)).toMatchObject({ reason: 'top_unit' });
  expect(await close((await addUnit(office.units.law, '新组')).id, '2025-12-31')).toMatchObject({
    code: 'invalid',
    reason: 'closing_day',
  });
});

test('closing ends the posts that day, reopening gives them back, and both can be refused in words', async () => {
  const made = await addUnit(office.units.law, '档案室');
  const security = await office.as('security');
  const person = office.people.other_writer;
  const post = (role: 'correspondent' | 'unit_head', toOn: string | null) =>
    security.network.appointments.create({
      personId: person,
      unitId: made.id,
      role,
      fromOn: '2026-02-01',
      toOn,
    });
  const open = await post('correspondent', null);
  const over = await post('unit_head', '2026-05-01');
  const closed = await admin.network.units.close({ id: made.id, version: 0, closedOn: '2026-05-10' });
  expect(closed).toMatchObject({ closedOn: '2026-05-10', can: { addBelow: { reason: 'parent_closed' } } });
  expect(await terms(person, made.id)).toEqual({ [open.id]: '2026-05-10', [over.id]: '2026-05-01' });
  expect((await admin.network.units.list({})).units.map(each => each.id)).not.toContain(made.id);
  expect((await admin.network.units.list({ asOf: '2026-05-10' })).units.map(each => each.id)).toContain(
    made.id,
  );
  expect(await refusalOf(addUnit(made.id, '柜台'))).toMatchObject({
    code: 'wrong_state',
    reason: 'parent_closed',
  });
  expect(
    await refusalOf(admin.network.units.close({ id: made.id, version: 1, closedOn: '2026-05-12' })),
  ).toMatchObject({ reason: 'already_closed' });
  const again = await admin.network.units.reopen({ id: made.id, version: 1 });
  expect(again.closedOn).toBeNull();
  expect(await terms(person, made.id)).toEqual({ [open.id]: null, [over.id]: '2026-05-01' });
  expect(await refusalOf(admin.network.units.reopen({ id: made.id, version: 2 }))).toMatchObject({
    reason: 'not_closed',
  });
});

test('a closing is not taken back when another unit has taken the name', async () => {
  const old = await addUnit(office.units.law, '窗口组');
  await admin.network.units.close({ id: old.id, version: 0, closedOn: '2026-05-01' });
  await addUnit(office.units.law, '窗口组');
  expect(await refusalOf(admin.network.units.reopen({ id: old.id, version: 1 }))).toMatchObject({
    code: 'conflict',
    reason: 'same_name',
  });
});

test('who manages a branch changes nothing outside it', async () => {
  const { database } = office.app;
  const post = newId('appointment', office.time.now);
  await sql`insert into appointments (body_id, id, person_id, unit_id, role, from_on)
    values (${office.body}, ${post}, ${office.people.system}, ${office.units.squad}, 'system_admin', '2025-01-01')`.execute(
    database.db,
  );
  office.time.now = new Date(office.time.now.getTime() + 4_000);
  const branch = await office.as('system', post);
  const out = { code: 'forbidden', reason: 'out_of_reach' };
  expect(
    await refusalOf(branch.network.units.create({ parentId: office.units.law, name: '外组', ...fields })),
  ).toMatchObject(out);
  expect(
    await refusalOf(
      branch.network.units.move({ id: office.units.night_market, version: 0, parentId: office.units.law }),
    ),
  ).toMatchObject(out);
  expect(
    (await branch.network.units.create({ parentId: office.units.squad, name: '内组', ...fields })).name,
  ).toBe('内组');
});

test('groups are added, renamed and counted; a name stands once', async () => {
  const streets = await admin.network.groups.save({ name: '街道', sort: 3 });
  const rename = { id: streets.id, version: 0, name: '街道（镇）', sort: 3 };
  expect(await admin.network.groups.save(rename)).toEqual({ id: streets.id, name: '街道（镇）' });
  expect(await refusalOf(admin.network.groups.save(rename))).toMatchObject({ code: 'stale' });
  expect(await refusalOf(admin.network.groups.save({ name: '中队' }))).toMatchObject({ code: 'conflict' });
  const missing = newId('group', office.time.now);
  expect(await refusalOf(admin.network.groups.save({ id: missing, version: 0, name: '无' }))).toMatchObject({
    code: 'not_found',
  });
  const groups = await admin.network.groups.list();
  expect(groups.map(each => [each.name, each.units])).toEqual([
    ['中队', 1],
    ['科室', 2],
    ['街道（镇）', 0],
  ]);
});

/** The days on which a person's posts at a unit end, by post. */
async function terms(personId: string, unitId: string) {
  const rows = await sql<{ id: string; to_on: string | null }>`
    select id, to_on from appointments where person_id = ${personId} and unit_id = ${unitId}`.execute(
    office.app.database.db,
  );
  return Object.fromEntries(rows.rows.map(row => [row.id, row.to_on]));
}

/** A manuscript in review with an undecided claim, as the features to the right of this one leave them. */
async function writeManuscript(unitId: string) {
  const { db } = office.app.database;
  const { now } = office.time;
  const ids = {
    manuscript: newId('manuscript', now),
    adoption: newId('adoption', now),
    outlet: newId('outlet', now),
  };
  const path = sql`(select path from units where id = ${unitId})`;
  const writer = office.people.writer;
  await sql`insert into manuscripts (body_id, id, unit_id, unit_path, state, channel, type, genre, importance, title,
      revision_id, created_by, created_at, updated_at)
    values (${office.body}, ${ids.manuscript}, ${unitId}, ${path}, 'in_review', 'news', 'digest', 'brief', 'ordinary',
      '机密题目', ${newId('revision', now)}, ${writer}, ${now}, ${now})`.execute(db);
  await sql`insert into outlets (body_id, id, name, level, kind, opened_on)
    values (${office.body}, ${ids.outlet}, ${ids.outlet}, 'district', 'paper', '2020-01-01')`.execute(db);
  await sql`insert into adoptions (body_id, id, manuscript_id, unit_id, unit_path, outlet_id, published_on, genre,
      position, state, claimed_by, claimed_at)
    values (${office.body}, ${ids.adoption}, ${ids.manuscript}, ${unitId}, ${path}, ${ids.outlet}, '2026-05-18', 'brief',
      'ordinary', 'claimed', ${writer}, ${now})`.execute(db);
  return ids;
}
