import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type Client,
  clientOf,
  type Office,
  refusalOf,
  signIn,
  startOffice,
  userNameOf,
} from '../../test/office.ts';

/** Two points for each item sent; one unit and one person of the year, the section's last place loses eligibility. */
const SCHEME = `
scheme: awarding
version: "1"
title: 评先办法
effective: { from: 2026-01-01 }
kinds: { submitted: 报送 }
attributes: {}
ledgers:
  units: { label: 单位 }
  people: { label: 个人, owner: person }
clauses:
  - { id: sent, rule: 第一条, text: 报送2分, ledger: units, steps: [ { select: { kind: submitted } }, { value: 2 } ] }
  - { id: own, rule: 第二条, text: 本人报送2分, ledger: people, steps: [ { select: { kind: submitted } }, { value: 2 } ] }
rankings:
  - { id: units, label: 单位排名, ledger: units, by: group }
  - { id: people, label: 个人排名, ledger: people, by: all }
awards:
  - { id: unit, label: { zh: 先进单位, en: advanced unit }, ranking: units, seats: { each-group: 1 }, last-lose: 1 }
  - { id: person, label: { zh: 优秀信息员, en: excellent correspondent }, ranking: people, seats: { each-group: 1 }, money: 300 }
`;

let office: Office;
let assessor: Client;
let leader: Client;
let chief: Client;
beforeAll(async () => {
  office = await startOffice({ now: '2026-07-10T02:00:00Z' });
  assessor = await office.as('assessor');
  leader = await office.as('principal');
  chief = await office.as('chief');
  const draft = await assessor.schemes.save({ yaml: SCHEME });
  await inForce(draft.id);
  await sent('city_look', 'writer', 3, '2026-05-10');
  await sent('law', 'other_writer', 2, '2026-05-11');
  await sent('squad', 'squad_writer', 1, '2026-05-12');
  for (const period of ['2026-Q1', '2026-Q2']) await closed(period);
});
afterAll(() => office.close());

/** The approval of schemes is tested where it is at home. */
async function inForce(id: string): Promise<void> {
  await sql`update schemes set state = 'in_force', from_on = '2026-01-01' where id = ${id}`.execute(
    office.app.database.db,
  );
}

type Person = Parameters<Office['as']>[0];
async function sent(unit: keyof Office['units'], person: Person, times: number, on: string): Promise<void> {
  for (let n = 0; n < times; n++) {
    const id = `fac_${unit}${person}${on}${n}`.replace(/\W|_/g, '').slice(0, 30);
    await sql`insert into facts (body_id, id, kind, on_day, booked_on, unit_id, person_ids, label, recorded_at)
      values (${office.body}, ${id}, 'submitted', ${on}, ${on}, ${office.units[unit]}, array[${office.people[person]}],
        ${`${on}第${n + 1}条`}, ${office.time.now})`.execute(office.app.database.db);
  }
}

async function closed(period: string): Promise<void> {
  const { state } = await assessor.standings.get({ period });
  await assessor.standings.closePeriod({ period, version: state.version, reason: '测试关账' });
}

describe('a selection', () => {
  test('needs a closed period and a scheme with awards', async () => {
    expect(await refusalOf(assessor.awards.propose({ period: '2026-Q3' }))).toMatchObject({
      code: 'wrong_state',
      reason: 'period_open',
    });
    expect(await refusalOf(assessor.awards.propose({ period: '2025-Q4' }))).toMatchObject({
      reason: 'period_open',
    });
  });

  test('names who gets an award and who does not, each with its reason', async () => {
    const round = await assessor.awards.propose({ period: '2026-Q2' });
    expect(round).toMatchObject({ state: 'proposed', winners: 3, lost: 1, decisions: 0 });
    const units = round.candidates.filter(({ award }) => award === 'unit');
    expect(units.map(({ owner, gets, reason }) => [owner.name, gets, reason.zh])).toEqual([
      ['城东中队', true, '第1名，名额1；无一票否决'],
      ['市容科', true, '第1名，名额1；无一票否决'],
      ['法制科', false, '第2名，名额1，因居本组末位取消评先资格'],
    ]);
    const persons = round.candidates.filter(({ award }) => award === 'person');
    expect(persons.slice(0, 2)).toMatchObject([
      { owner: { name: '陆晓棠' }, unit: '市容科', gets: true, money: '300' },
      { owner: { name: '温如意' }, unit: '法制科', gets: false, money: null },
    ]);
    expect(round.hash).toMatch(/^[0-9a-f]{64}$/);
  });

  test('is made once for a period, also by two at the same time', async () => {
    const both = await Promise.allSettled([
      assessor.awards.propose({ period: '2026-Q1' }),
      assessor.awards.propose({ period: '2026-Q1' }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await refusalOf(assessor.awards.propose({ period: '2026-Q1' }))).toMatchObject({
      code: 'conflict',
      reason: 'round_exists',
    });
  });

  test('is not seen by others before it is granted', async () => {
    const writer = await office.as('writer');
    expect((await writer.awards.rounds({})).rows).toEqual([]);
    const [round] = (await assessor.awards.rounds({ period: '2026-Q2' })).rows;
    expect(await refusalOf(writer.awards.round({ id: round!.id }))).toMatchObject({ code: 'forbidden' });
    expect((await leader.awards.rounds({})).total).toBe(2);
  });

  test('follows a decision with its reason, back and forth', async () => {
    const round = await roundOf('2026-Q2');
    const [first] = candidates(round, '市容科');
    const aside = await assessor.awards.decide({
      id: round.id,
      version: round.version,
      candidateId: first!.id,
      decision: { kind: 'set_aside', reason: '当期有信访积案未化解' },
    });
    expect(candidates(aside, '市容科')[0]).toMatchObject({
      gets: false,
      decision: { kind: 'set_aside', reason: '当期有信访积案未化解', by: { name: '严守一' } },
    });
    const [law] = candidates(aside, '法制科');
    expect(
      await refusalOf(
        assessor.awards.decide({
          id: round.id,
          version: aside.version,
          candidateId: law!.id,
          decision: { kind: 'set_aside', reason: '本来就没有名额' },
        }),
      ),
    ).toMatchObject({ reason: 'decision_unfit' });
    const up = await assessor.awards.decide({
      id: round.id,
      version: aside.version,
      candidateId: law!.id,
      decision: { kind: 'moved_up', reason: '全组两家，经局务会研究' },
    });
    expect(up).toMatchObject({ winners: 3, lost: 1, decisions: 2 });
    const back = await assessor.awards.decide({
      id: round.id,
      version: up.version,
      candidateId: first!.id,
      decision: null,
    });
    expect(candidates(back, '市容科')[0]).toMatchObject({ gets: true, decision: null });
    expect(await refusalOf(assessor.awards.submit({ id: round.id, version: round.version }))).toMatchObject({
      code: 'stale',
    });
  });
});

test('the leader sends back, then grants; the records have their numbers and everybody sees them', async () => {
  const proposed = await roundOf('2026-Q2');
  expect(await refusalOf(leader.awards.grant({ id: proposed.id, version: proposed.version }))).toMatchObject({
    reason: 'round_proposed',
  });
  const once = await assessor.awards.submit({ id: proposed.id, version: proposed.version });
  expect(once.can.decide?.reason).toBe('round_submitted');
  expect((await leader.notices.list({})).rows[0]?.zh).toContain('2026年第二季度的评先评优名单');
  const back = await leader.awards.sendBack({ id: once.id, version: once.version, reason: '请补充说明' });
  expect(back).toMatchObject({ state: 'proposed', sentBack: '请补充说明' });
  const again = await assessor.awards.submit({ id: back.id, version: back.version });
  const granted = await leader.awards.grant({ id: again.id, version: again.version });
  expect(granted).toMatchObject({ state: 'granted', sentBack: null });
  const writer = await office.as('writer');
  const all = await writer.awards.list({ sort: 'number' });
  expect(all.rows.map(award => [award.number, award.owner.name, award.title.zh])).toEqual([
    ['评先〔2026〕1号', '城东中队', '先进单位'],
    ['评先〔2026〕2号', '市容科', '先进单位'],
    ['评先〔2026〕3号', '法制科', '先进单位'],
    ['评先〔2026〕4号', '陆晓棠', '优秀信息员'],
  ]);
  expect(all.rows[2]?.reason.zh).toContain('经研究调入：全组两家，经局务会研究');
  expect((await writer.awards.list({ ownerId: office.people.writer })).total).toBe(1);
  expect((await writer.notices.list({})).rows.map(({ kind }) => kind)).toContain('award_granted');
  expect((await writer.awards.round({ id: granted.id })).state).toBe('granted');
  expect(
    await refusalOf(assessor.awards.discard({ id: granted.id, version: granted.version })),
  ).toMatchObject({ reason: 'round_granted' });
});

test('an award is revoked once, with a reason that stays', async () => {
  const [award] = (await leader.awards.list({ ownerId: office.people.writer })).rows;
  const revoked = await leader.awards.revoke({
    id: award!.id,
    version: award!.version,
    reason: '经核实一稿系转载',
  });
  expect(revoked.revoked).toMatchObject({ reason: '经核实一稿系转载', by: { name: '章望舒' } });
  expect(
    await refusalOf(leader.awards.revoke({ id: award!.id, version: 1, reason: '再撤一次' })),
  ).toMatchObject({ reason: 'revoked_already' });
  const writer = await office.as('writer');
  expect((await writer.awards.list({ state: 'revoked' })).rows.map(({ number }) => number)).toEqual([
    '评先〔2026〕4号',
  ]);
});

test('a discarded selection makes room for another and comes back only while there is room', async () => {
  const [q1] = (await assessor.awards.rounds({ period: '2026-Q1' })).rows;
  const gone = await assessor.awards.discard({ id: q1!.id, version: q1!.version });
  const next = await assessor.awards.propose({ period: '2026-Q1' });
  expect(
    await refusalOf(assessor.awards.discard({ id: q1!.id, version: gone.version, undo: true })),
  ).toMatchObject({ reason: 'round_exists' });
  await assessor.awards.discard({ id: next.id, version: next.version });
  expect(await assessor.awards.discard({ id: q1!.id, version: gone.version, undo: true })).toMatchObject({
    discarded: false,
  });
});

describe('a veto', () => {
  const veto = () => ({
    unitId: office.units.city_look,
    kind: 'veto' as const,
    on: '2026-02-03',
    note: '值班脱岗致重大事项漏报',
  });

  test('does not stand without what it rests on', async () => {
    expect(await refusalOf(chief.faults.record(veto()))).toMatchObject({ reason: 'veto_without_basis' });
  });

  test('bars its unit from the awards of its period, is shown there, and is lifted when taken back', async () => {
    const [old] = (await assessor.awards.rounds({ period: '2026-Q1' })).rows;
    await assessor.awards.discard({ id: old!.id, version: old!.version });
    const recorded = await chief.faults.record({ ...veto(), basis: '东纪通〔2026〕3号' });
    expect((await assessor.awards.vetoes({ period: '2026-Q1' })).map(({ owner }) => owner.name)).toEqual([
      '市容科',
    ]);
    expect(await assessor.awards.vetoes({ period: '2026-Q2' })).toEqual([]);
    const round = await assessor.awards.propose({ period: '2026-Q1' });
    expect(candidates(round, '市容科')[0]).toMatchObject({
      outcome: 'barred',
      gets: false,
      reason: { zh: '并列第1名，名额1，本可评上，因一票否决（东纪通〔2026〕3号）取消评先资格' },
    });
    await chief.faults.void({ id: recorded.id, reason: '复核后撤销' });
    expect(await assessor.awards.vetoes({ period: '2026-Q1' })).toEqual([]);
    await assessor.awards.discard({ id: round.id, version: round.version });
    const lifted = await assessor.awards.propose({ period: '2026-Q1' });
    expect(candidates(lifted, '市容科')[0]).toMatchObject({ outcome: 'seated' });
  });
});

describe('figures that move under a selection', () => {
  const anew = async (): Promise<Awaited<ReturnType<typeof roundOf>>> => {
    const [row] = (await assessor.awards.rounds({ period: '2026-Q3' })).rows;
    if (row) await assessor.awards.discard({ id: row.id, version: row.version });
    return assessor.awards.propose({ period: '2026-Q3' });
  };

  test('keep it from being submitted until the period is closed', async () => {
    office.time.now = new Date('2026-10-11T02:00:00Z');
    await signInAnew();
    const { state } = await assessor.standings.get({ period: '2026-Q3' });
    await assessor.standings.publishPeriod({
      period: '2026-Q3',
      lastDay: '2026-10-11',
      version: state.version,
    });
    const round = await anew();
    expect(round.can).toMatchObject({ decide: null, submit: { reason: 'period_not_closed' } });
    const refused = await refusalOf(assessor.awards.submit({ id: round.id, version: round.version }));
    expect(refused).toMatchObject({ code: 'wrong_state', reason: 'period_not_closed' });
    await sent('law', 'other_writer', 4, '2026-08-12');
    await closed('2026-Q3');
    const moved = await assessor.awards.round({ id: round.id });
    expect(moved.can.submit).toMatchObject({ reason: 'figures_moved' });
    const late = await refusalOf(assessor.awards.submit({ id: round.id, version: round.version }));
    expect(late).toMatchObject({ code: 'wrong_state', reason: 'figures_moved' });
    expect(late.zh).toContain('法制科');
    expect((await anew()).can.submit).toBeNull();
  });

  test('keep it from being granted when a veto came after it was submitted, or the scheme is another', async () => {
    const round = await roundOf('2026-Q3');
    const submitted = await assessor.awards.submit({ id: round.id, version: round.version });
    const act = { id: submitted.id, version: submitted.version };
    expect((await leader.awards.round({ id: round.id })).can.grant).toBeNull();
    const veto = await chief.faults.record({
      unitId: office.units.law,
      kind: 'veto',
      on: '2026-09-03',
      note: '值班脱岗致重大事项漏报',
      basis: '东纪通〔2026〕9号',
    });
    expect(await refusalOf(leader.awards.grant(act))).toMatchObject({ reason: 'figures_moved' });
    await chief.faults.void({ id: veto.id, reason: '复核后撤销' });
    const { db } = office.app.database;
    const other = (await assessor.schemes.save({ yaml: SCHEME })).id;
    await sql`update award_rounds set scheme_id = ${other} where id = ${round.id}`.execute(db);
    expect((await leader.awards.round({ id: round.id })).can.grant).toMatchObject({
      reason: 'scheme_changed',
    });
    expect(await refusalOf(leader.awards.grant(act))).toMatchObject({ reason: 'scheme_changed' });
    await sql`update award_rounds set scheme_id = ${round.scheme.id} where id = ${round.id}`.execute(db);
    expect(await leader.awards.grant(act)).toMatchObject({ state: 'granted' });
  });
});

/** A session of three months ago has ended. */
async function signInAnew(): Promise<void> {
  const again = async (person: Person, post?: string): Promise<Client> => {
    const cookie = await signIn(office.url, userNameOf(person));
    return clientOf(office.url, { cookie, ...(post && { 'x-post': post }) });
  };
  assessor = await again('assessor', office.posts['assessor.assessor.bureau']);
  leader = await again('principal');
  chief = await again('chief');
}

async function roundOf(period: string) {
  const [row] = (await assessor.awards.rounds({ period })).rows;
  return assessor.awards.round({ id: row!.id });
}

function candidates(round: Awaited<ReturnType<typeof roundOf>>, name: string) {
  return round.candidates.filter(({ owner }) => owner.name === name);
}
