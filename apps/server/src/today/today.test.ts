import { WAITING, type Waiting } from '@xinxuan/contract';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sentBy } from '../../test/draft.ts';
import { type Client, type Office, PEOPLE_NAMES, startOffice } from '../../test/office.ts';
import { atDesk, withScheme } from '../../test/street-office.ts';
import { usualCalendar } from '../calendar/body-calendar.ts';
import { type NewDuty, openDuty } from '../duties/open.ts';
import { tell } from '../notices/tell.ts';
import { workingDayBefore } from './get.ts';

let office: Office;
const one = { page: 1, pageSize: 1 };
const ofKind = (kind: NewDuty['kind']) => async (client: Client) =>
  (await client.duties.list({ ...one, kind })).total;

/** The list that each figure opens, asked as its page asks; a new kind has to be entered here and in the web. */
const OPENS: Record<Waiting, (client: Client) => Promise<number>> = {
  commissions_to_answer: ofKind('commission'),
  extensions_to_decide: async client =>
    (await client.commissions.list({ ...one, extension: true, sort: 'due' })).total,
  instructions_to_answer: ofKind('instruction'),
  leads_to_answer: ofKind('lead'),
  topics_to_answer: ofKind('plan_topic'),
  weekly_items: ofKind('weekly_item'),
  opinion_reports: ofKind('opinion_report'),
  window_renewals: ofKind('window_renewal'),
  other_duties: ofKind('other'),
  releases_to_sign: async client => (await client.releases.list({ ...one, mine: true })).total,
  texts_to_clear: async client => (await client.manuscripts.toClear(one)).total,
  mail_waiting: async client =>
    (await client.mail.list({ ...one, state: ['waiting'], sort: 'oldest' })).total,
  nobody_holds: async client => (await client.duties.list({ ...one, view: 'nobody' })).total,
  returned_to_me: async client =>
    (await client.manuscripts.list({ ...one, mine: true, state: ['returned'] })).total,
  my_drafts: async client =>
    (await client.manuscripts.list({ ...one, mine: true, state: ['draft', 'withdrawn'] })).total,
  to_review: async client => (await client.reviews.waiting(one)).total,
  at_desk: async client => (await client.reviews.desk.queue(one)).total,
  claims_to_verify: async client => (await client.adoptions.list({ ...one, state: ['claimed'] })).total,
  schemes_to_approve: async client =>
    (await client.schemes.list({})).filter(scheme => scheme.state === 'submitted').length,
  objections_to_answer: async client => (await client.objections.list({ ...one, state: ['open'] })).total,
  objections_to_decide: async client => (await client.objections.list({ ...one, state: ['reopened'] })).total,
};

const lateOfKind = (kind: NewDuty['kind']) => async (client: Client) =>
  (await client.duties.list({ ...one, kind, show: 'late' })).total;

/** The list that the figure of what is late opens, as its page asks. */
const LATE: Partial<Record<Waiting, (client: Client) => Promise<number>>> = {
  commissions_to_answer: lateOfKind('commission'),
  instructions_to_answer: lateOfKind('instruction'),
  leads_to_answer: lateOfKind('lead'),
  topics_to_answer: lateOfKind('plan_topic'),
  weekly_items: lateOfKind('weekly_item'),
  opinion_reports: lateOfKind('opinion_report'),
  window_renewals: lateOfKind('window_renewal'),
  other_duties: lateOfKind('other'),
  nobody_holds: async client => (await client.duties.list({ ...one, view: 'nobody', show: 'late' })).total,
  to_review: async client => (await client.reviews.waiting({ ...one, overdue: true })).total,
  at_desk: async client => (await client.reviews.desk.queue({ ...one, overdue: true })).total,
};

let keys = 0;
function duty(more: Partial<NewDuty> & Pick<NewDuty, 'owner'>): Promise<unknown> {
  keys += 1;
  const { now } = office.time;
  return office.app.database.write(
    office.body,
    tx =>
      openDuty(tx, {
        ...{ kind: 'other', key: `today/${keys}`, subject: { kind: 'other', id: `oth_${keys}` } },
        ...{ title: { zh: '应办事项', en: 'A duty' }, link: '/duties', by: null, now },
        ...{ due: { at: new Date(now.getTime() + 8 * 3_600_000) } },
        ...more,
      }),
    () => false,
  );
}

beforeAll(async () => {
  office = await startOffice();
  const { city_look: unitId, night_market: empty } = office.units;
  await withScheme(office);
  await atDesk(office);
  for (const kind of ['commission', 'instruction', 'lead', 'plan_topic', 'weekly_item'] as const)
    for (let i = 0; i < 6; i++) await duty({ kind, owner: { unitId, role: 'correspondent' } });
  for (const kind of ['opinion_report', 'window_renewal', 'other'] as const)
    await duty({ kind, owner: { unitId, personId: office.people.head } });
  await duty({ owner: { unitId: empty, role: 'unit_head' } });
  // What is late: an open duty, one that nobody has, a review and an item of the desk.
  const soon = { due: { at: new Date(office.time.now.getTime() + 60_000) } };
  await duty({ kind: 'lead', owner: { unitId, role: 'correspondent' }, ...soon });
  await duty({ owner: { unitId: empty, role: 'unit_head' }, ...soon });
  await sentBy(office, { title: '一直没有人审的稿件' });
  await sql`update manuscripts set due_at = ${soon.due.at.toISOString()} where state in ('in_review', 'at_desk')`.execute(
    office.app.database.db,
  );
  for (const [minutes, kind] of [
    [1, 'taken_back'],
    [2, 'taken_back'],
    [2, 'duty'],
  ] as const)
    await office.app.database.write(
      office.body,
      tx => {
        const now = new Date(office.time.now.getTime() + minutes * 60_000);
        const said = { zh: '同样的话', en: 'The same words', link: '/duties', now } as const;
        return tell(tx, { personIds: [office.people.squad_writer], kind, ...said });
      },
      () => false,
    );
  office.time.now = new Date(office.time.now.getTime() + 3 * 60_000);
  const writer = await office.as('writer');
  const sent = await sentBy(office, { title: '撤回再写的稿件' });
  await writer.manuscripts.withdraw({ id: sent.id, version: sent.version });
});
afterAll(() => office.close());

describe('a figure is the length of the list that it opens (D13)', () => {
  const met: string[] = [];
  it.each(PEOPLE_NAMES)(
    'for %s: what waits and what of it is late, what changed often, what was counted',
    async person => {
      const client = await office.as(person);
      const { waiting, changed, changedSince: from, reminders, progress } = await client.notices.today();
      for (const { kind, count, overdue, first } of waiting) {
        expect([kind, await OPENS[kind](client)]).toEqual([kind, count]);
        expect(first.length).toBe(Math.min(count, 5));
        if (overdue > 0) expect([kind, await LATE[kind]?.(client)]).toEqual([kind, overdue]);
      }
      for (const { id, times } of changed)
        expect((await client.notices.list({ ...one, like: id, from })).total).toBe(times);
      const reminded = await client.notices.list({ ...one, kind: 'duty', from });
      expect([reminded.total, reminded.rows[0]?.at ?? null]).toEqual([reminders.count, reminders.at]);
      for (const { ownerKind: owner, schemeId, clause, period, done } of progress) {
        const counted = await client.notices.counted({ ...one, owner, schemeId, clause, period });
        expect([clause, counted.total, counted.target?.done]).toEqual([clause, Number(done), done]);
      }
      met.push(
        ...waiting.map(({ kind }) => kind),
        ...waiting.flatMap(({ kind, overdue }) => (overdue > 0 ? [`late ${kind}`] : [])),
      );
      if (progress.some(({ done }) => Number(done) > 0)) met.push('counted');
      if (reminders.count > 0) met.push('reminded');
      if (changed.some(({ times }) => times > 1)) met.push('changed often');
    },
  );

  it('names each item that was counted, and answers for targets of today alone', async () => {
    const writer = await office.as('writer');
    const target = (await writer.notices.today()).progress.find(each => Number(each.done) > 0)!;
    const { ownerKind: owner, schemeId, clause, period } = target;
    const { rows } = await writer.notices.counted({ owner, schemeId, clause, period });
    expect(rows).toHaveLength(Number(target.done));
    expect(rows.map(row => row.title)).toContain('市容科错时巡查让夜市退场更安静');
    expect(rows.every(row => row.unit.id === office.units.city_look && row.manuscriptId)).toBe(true);
    const other = await office.as('auditor');
    expect(await other.notices.counted({ owner, schemeId, clause, period })).toEqual({
      ...{ target: null, rows: [], total: 0 },
    });
  });

  it('has a list for every kind', () => {
    expect(Object.keys(OPENS).sort()).toEqual([...WAITING].sort());
  });

  it('meets most kinds in this body, and each sort of figure', () => {
    const seen = new Set(met);
    for (const kind of ['commissions_to_answer', 'nobody_holds', 'at_desk', 'my_drafts'])
      expect(seen).toContain(kind);
    for (const kind of ['at_desk', 'leads_to_answer', 'nobody_holds', 'to_review'])
      expect(seen).toContain(`late ${kind}`);
    for (const sort of ['counted', 'reminded']) expect(seen).toContain(sort);
    expect(seen).toContain('changed often');
    expect(WAITING.filter(kind => seen.has(kind)).length).toBeGreaterThanOrEqual(9);
  });
});

it('says of a duty by when, who is told next and whether it is for the last time', async () => {
  const head = await office.as('head');
  const { waiting } = await head.notices.today();
  const [item] = waiting.find(list => list.kind === 'other_duties')?.first ?? [];
  expect(item).toMatchObject({
    title: { zh: '应办事项', en: 'A duty' },
    about: { zh: '市容科', en: '市容科' },
    next: { to: ['owner'], told: [{ id: office.people.head }], last: false },
  });
  expect(Date.parse(item?.next?.at ?? '')).toBe(Date.parse(item?.dueAt ?? '') - 4 * 3_600_000);
});

it('says of the desk chief alone what nobody holds', async () => {
  const kinds = async (person: 'chief' | 'editor' | 'squad_head') =>
    (await (await office.as(person)).notices.today()).waiting.map(list => list.kind);
  expect(await kinds('chief')).toContain('nobody_holds');
  expect(await kinds('editor')).not.toContain('nobody_holds');
});

it('counts what is late among what waits', async () => {
  const before = office.time.now;
  const owner = { unitId: office.units.law, personId: office.people.other_head };
  for (const minutes of [20, 60])
    await duty({ owner, due: { at: new Date(before.getTime() + minutes * 60_000) } });
  const head = await office.as('other_head');
  office.time.now = new Date(before.getTime() + 30 * 60_000);
  const { waiting } = await head.notices.today();
  expect(waiting.find(list => list.kind === 'other_duties')).toMatchObject({ count: 2, overdue: 1 });
  office.time.now = before;
});

it('names what a duty is about before what is to be done with it, on today and in the list', async () => {
  const sent = await sentBy(office, { title: '城东夜市错峰经营' });
  const owner = { unitId: office.units.law, personId: office.people.other_head };
  const title = { zh: '约稿待报送', en: 'To deliver' };
  await duty({ owner, title, subject: { kind: 'manuscript', id: sent.id } });
  const head = await office.as('other_head');
  const { waiting } = await head.notices.today();
  const others = waiting.find(list => list.kind === 'other_duties')?.first ?? [];
  expect(others.map(({ title, about }) => ({ title, about }))).toContainEqual({
    title: { zh: '城东夜市错峰经营', en: '城东夜市错峰经营' },
    about: { zh: '约稿待报送　法制科', en: 'To deliver　法制科' },
  });
  const { rows } = await head.duties.list({ page: 1, pageSize: 20, kind: 'other' });
  const named = rows.find(row => row.subject.id === sent.id);
  expect(named?.subject.name).toBe('城东夜市错峰经营');
  expect((await head.duties.get({ id: named?.id ?? '' })).subject.name).toBe('城东夜市错峰经营');
  const none = rows.find(row => row.subject.kind === 'other');
  expect(none?.subject.name ?? null).toBeNull();
});

it('lists what happened since the last working day began, the same words once with their number', async () => {
  const personId = office.people.other_head;
  const say = (zh: string, minutes: number) =>
    office.app.database.write(
      office.body,
      tx => {
        const now = new Date(office.time.now.getTime() - minutes * 60_000);
        return tell(tx, { personIds: [personId], kind: 'taken_back', zh, en: zh, link: '/duties', now });
      },
      () => false,
    );
  await say('十二天前的事', 12 * 1440);
  for (const minutes of [1, 2, 3]) await say('同一句话', minutes);
  const { changed } = await (await office.as('other_head')).notices.today();
  expect(changed.map(({ zh }) => zh)).not.toContain('十二天前的事');
  expect(changed.filter(({ zh }) => zh === '同一句话')).toMatchObject([{ times: 3 }]);
});

it('goes back over days off to the last working day', () => {
  const { calendar } = usualCalendar();
  expect(workingDayBefore(calendar, '2026-05-25')).toBe('2026-05-22');
  expect(workingDayBefore(calendar, '2026-05-22')).toBe('2026-05-21');
});

it('reads the duties of a person by an index', async () => {
  const found = await sql<{ 'QUERY PLAN': string }>`explain select * from duties d
    where d.body_id = ${office.body} and d.person_id = 'per_1' and d.state = 'open'`.execute(
    office.app.database.db,
  );
  expect(found.rows.map(row => row['QUERY PLAN']).join('\n')).toContain('Index');
});
