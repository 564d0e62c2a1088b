import { RELEASE_STAGES } from '@xinxuan/contract';
import { type RawBuilder, sql } from 'kysely';
import { versionWord } from '../src/calendar/body-calendar.ts';
import { newId } from '../src/ids.ts';
import type { Office } from './office.ts';

/** The calendar as it is, so that no round computes the sample duties again between two looks at the tables. */
const CALENDAR = versionWord(0);

import { type Wanderer, write } from './wanderer.ts';

/** Sample things, all of them at 市容科 or a unit below it and none of them the wanderer's own. */
export type Things = {
  wanderer: Wanderer;
  /** Where the sample things stand, and the wanderer's other unit. */
  ownUnit: string;
  foreignUnit: string;
  /** A unit below the own one, with a member who holds one post there. */
  unit: string;
  closedUnit: string;
  group: string;
  member: string;
  memberPost: string;
  token: string;
  draft: string;
  inReview: string;
  atDesk: [string, string];
  revision: string;
  writer: string;
  inhouse: string;
  paper: string;
  adoption: string;
  fault: string;
  scheme: string;
  circular: string;
  finding: string;
  /** Today's opinion report of the own unit, which may be answered with a nil return. */
  duty: string;
  objection: string;
  delegation: string;
  release: string;
  commission: string;
  lead: string;
  /** Of the plan: one that is published, and one that is not. */
  topic: string;
  topicDraft: string;
  /** The own unit's part in it. */
  asking: string;
  instruction: string;
  mail: string;
  /** The unit that has to act on it: the own one. */
  receiver: string;
  /** Of a sheet, with one row that is ready; and of documents. */
  history: string;
  folder: string;
  /** Uploaded by the writer and attached to the manuscript in review. */
  fileId: string;
};

/** A rule of a report by 09:15 of each working day. */
const DAILY = {
  rhythm: 'working_day',
  workingDay: 1,
  minute: 555,
  closeAfter: null,
  per: 'unit',
  role: 'correspondent',
  unitKinds: [],
  groupIds: [],
  nilAllowed: true,
};

let made = 0;

/** A fresh set of sample things, written as the features would leave them. */
export async function makeThings(office: Office, wanderer: Wanderer, fileId: string): Promise<Things> {
  const { now } = office.time;
  made += 1;
  const id = (kind: Parameters<typeof newId>[0]) => newId(kind, now);
  const things: Things = {
    wanderer,
    ownUnit: office.units.city_look,
    foreignUnit: office.units.law,
    unit: id('unit'),
    closedUnit: id('unit'),
    group: id('group'),
    member: id('person'),
    memberPost: id('appointment'),
    token: id('token'),
    draft: id('manuscript'),
    inReview: id('manuscript'),
    atDesk: [id('manuscript'), id('manuscript')],
    revision: id('revision'),
    writer: office.people.writer,
    inhouse: id('outlet'),
    paper: id('outlet'),
    adoption: id('adoption'),
    fault: id('fact'),
    scheme: id('scheme'),
    circular: id('circular'),
    finding: id('finding'),
    duty: id('duty'),
    objection: id('objection'),
    delegation: id('delegation'),
    release: id('release'),
    commission: id('commission'),
    lead: id('lead'),
    topic: id('planTopic'),
    topicDraft: id('planTopic'),
    asking: id('asking'),
    instruction: id('instruction'),
    mail: id('mail'),
    receiver: id('instructionReceiver'),
    history: id('import'),
    folder: id('import'),
    fileId,
  };
  await write(office, [
    ...network(office, things),
    ...manuscript(office, things.draft, { state: 'draft' }),
    ...manuscript(office, things.inReview, { state: 'in_review', revision: things.revision, fileId }),
    ...things.atDesk.flatMap(each => manuscript(office, each, { state: 'at_desk' })),
    ...adoption(office, things),
    ...assessment(office, things),
    ...imports(office, things),
  ]);
  return things;
}

function network(office: Office, things: Things): RawBuilder<unknown>[] {
  const { body } = office;
  const { now } = office.time;
  const above = `${office.units.bureau}/${things.ownUnit}/`;
  const unit = (unitId: string, name: string, closedOn: string | null) =>
    sql`insert into units (body_id, id, parent_id, name, short_name, kind, path, depth, opened_on, closed_on)
      values (${body}, ${unitId}, ${things.ownUnit}, ${`${name}${made}`}, ${name}, 'other', ${`${above}${unitId}/`}, 2,
        '2020-01-01', ${closedOn})`;
  return [
    unit(things.unit, '样组', null),
    unit(things.closedUnit, '旧组', '2025-12-31'),
    sql`insert into assessment_groups (body_id, id, name) values (${body}, ${things.group}, ${`组${made}`})`,
    sql`insert into people (body_id, id, name, user_name)
      values (${body}, ${things.member}, '组员', ${`member${made}`})`,
    sql`insert into appointments (body_id, id, person_id, unit_id, role, from_on)
      values (${body}, ${things.memberPost}, ${things.member}, ${things.unit}, 'correspondent', '2025-01-01')`,
    sql`insert into api_tokens (body_id, id, name, appointment_id, hash, created_at, expires_on)
      values (${body}, ${things.token}, '接口', ${things.memberPost}, ${Buffer.from(things.token)}, ${now}, '2026-12-31')`,
    sql`insert into delegations (body_id, id, from_person_id, to_person_id, from_on, to_on, created_at)
      values (${body}, ${things.delegation}, ${office.people.head}, ${office.people.leader}, '2026-05-01', '2026-05-31',
        ${now})`,
  ];
}

type Sample = { state: 'draft' | 'in_review' | 'at_desk'; revision?: string; fileId?: string };

function manuscript(office: Office, id: string, sample: Sample): RawBuilder<unknown>[] {
  const { body, people, units } = office;
  const { now } = office.time;
  const revision = sample.revision ?? newId('revision', now);
  const text = JSON.stringify([{ kind: 'paragraph', level: 0, text: '市容科集中整治占道经营。' }]);
  const sent = sample.state === 'draft' ? null : now;
  const holder = {
    draft: { person: people.writer, role: 'correspondent', unit: null },
    in_review: { person: people.head, role: 'unit_head', unit: null },
    at_desk: { person: null, role: 'desk_editor', unit: units.city_look },
  }[sample.state];
  const statements = [
    sql`insert into manuscripts (body_id, id, unit_id, unit_path, state, channel, type, genre, importance, title,
        event_on, revision_id, words, round, holder_person_id, holder_role, holder_unit_id, held_since, created_by,
        created_at, updated_at, submitted_at, at_desk_at)
      values (${body}, ${id}, ${units.city_look}, ${`${units.bureau}/${units.city_look}/`}, ${sample.state}, 'news',
        'digest', 'brief', 'ordinary', '市容科整治占道经营', '2026-05-18', ${revision}, 12, ${sent ? 1 : 0},
        ${holder.person}, ${holder.role}, ${holder.unit}, ${now}, ${people.writer}, ${now}, ${now}, ${sent},
        ${sample.state === 'at_desk' ? now : null})`,
    sql`insert into revisions (body_id, id, manuscript_id, number, kind, title, body, words, hash, created_by, created_at)
      values (${body}, ${revision}, ${id}, 1, ${sent ? 'sent' : 'draft'}, '市容科整治占道经营', ${text}, 12, ${revision},
        ${people.writer}, ${now})`,
    sql`insert into manuscript_authors (body_id, manuscript_id, person_id, position)
      values (${body}, ${id}, ${people.writer}, 0)`,
    event(office, id, 'created'),
  ];
  if (sent)
    statements.push(event(office, id, 'submitted'), ...review(office, id, { revision, state: sample.state }));
  if (sample.fileId) {
    statements.push(sql`insert into manuscript_files (body_id, manuscript_id, file_id, role, position)
      values (${body}, ${id}, ${sample.fileId}, 'attachment', 0)`);
  }
  return statements;
}

function event(office: Office, manuscriptId: string, kind: string): RawBuilder<unknown> {
  const { now } = office.time;
  return sql`insert into manuscript_events (body_id, id, manuscript_id, at, kind, person_id, role, unit_id)
    values (${office.body}, ${newId('event', now)}, ${manuscriptId}, ${now}, ${kind}, ${office.people.writer},
      'correspondent', ${office.units.city_look})`;
}

/** A step with what is owed for it, so that no round opens a missing duty between two looks at the tables. */
function review(office: Office, id: string, at: { revision: string; state: string }): RawBuilder<unknown>[] {
  const { body, people, units } = office;
  const now = office.time.now.toISOString();
  const pending = at.state === 'in_review';
  const step = newId('review', office.time.now);
  const key = `review/${step}/${office.time.now.getTime()}`;
  const due = '2026-06-10T09:30:00Z';
  const asked = sql`insert into reviews (body_id, id, manuscript_id, round, step, role, reviewer_id, state, revision_id,
      arrived_at, due_at, decided_by, decided_at)
    values (${body}, ${step}, ${id}, 1, 1, 'unit_head', ${people.head}, ${pending ? 'pending' : 'approved'}, ${at.revision},
      ${now}, ${due}, ${pending ? null : people.head}, ${pending ? null : now})`;
  if (!pending) return [asked];
  const duty = newId('duty', office.time.now);
  const owed = sql`insert into duties (body_id, id, kind, key, subject_kind, subject_id, title_zh, title_en, link, unit_id,
      person_id, from_at, due_at, late_from, computed_with, opened_at, since, plan)
    values (${body}, ${duty}, 'review', ${key}, 'manuscript', ${id}, '稿件待审签', 'A manuscript to sign',
      ${`/manuscripts/${id}`}, ${units.city_look}, ${people.head}, ${now}, ${due}, '2026-06-10T09:31:00Z', ${CALENDAR},
      ${now}, ${now}, '[]')`;
  return [asked, owed];
}

function adoption(office: Office, things: Things): RawBuilder<unknown>[] {
  const { body, people, units } = office;
  const { now } = office.time;
  const outlet = (id: string, level: string, kind: string) =>
    sql`insert into outlets (body_id, id, name, level, kind, opened_on)
      values (${body}, ${id}, ${`载体${id}`}, ${level}, ${kind}, '2020-01-01')`;
  return [
    outlet(things.inhouse, 'inhouse', 'bulletin'),
    outlet(things.paper, 'district', 'paper'),
    sql`insert into adoptions (body_id, id, manuscript_id, unit_id, unit_path, outlet_id, published_on, genre, position,
        state, claimed_by, claimed_at)
      values (${body}, ${things.adoption}, ${things.atDesk[0]}, ${units.city_look},
        ${`${units.bureau}/${units.city_look}/`}, ${things.paper}, '2026-05-19', 'brief', 'ordinary', 'claimed',
        ${people.writer}, ${now})`,
    sql`insert into adoption_evidence (body_id, id, adoption_id, kind, url, added_by, added_at)
      values (${body}, ${newId('evidence', now)}, ${things.adoption}, 'link', 'https://paper.example/1',
        ${people.writer}, ${now})`,
    sql`insert into facts (body_id, id, kind, on_day, booked_on, unit_id, attrs, label, note, recorded_by, recorded_at)
      values (${body}, ${things.fault}, 'fault', '2026-05-10', '2026-05-11', ${units.city_look},
        '{"fault":"major_event_late"}', '迟报', '迟报', ${people.chief}, ${now})`,
    sql`insert into releases (body_id, id, manuscript_id, desk_unit_id, destination, state, text_number, hash, started_by, started_at)
      values (${body}, ${things.release}, ${things.atDesk[1]}, ${units.city_look}, '东河日报', 'checking', 1, ${'0'.repeat(64)},
        ${people.chief}, ${now})`,
    sql`insert into release_texts (body_id, release_id, number, title, body, hash, given_by, given_at)
      values (${body}, ${things.release}, 1, '夜查', '[]', ${'0'.repeat(64)}, ${people.chief}, ${now})`,
    sql`insert into release_duties (body_id, release_id, stage, person_id)
      values ${sql.join(RELEASE_STAGES.map(stage => sql`(${body}, ${things.release}, ${stage}, ${people.head})`))}`,
    sql`insert into commissions (body_id, id, topic, wanted, desk_unit_id, issued_by, issued_at)
      values (${body}, ${things.commission}, '夜间经济', '', ${units.city_look}, ${people.chief}, ${now})`,
    sql`insert into commission_askings (body_id, id, commission_id, unit_id, answer)
      values (${body}, ${things.asking}, ${things.commission}, ${units.city_look}, 'asked')`,
    sql`insert into duties (body_id, id, kind, key, subject_kind, subject_id, title_zh, title_en, link, unit_id, role,
        from_at, due_at, late_from, computed_with, opened_at, since, plan)
      values (${body}, ${newId('duty', now)}, 'commission', ${`commission/${things.asking}`}, 'commission', ${things.commission},
        '约稿待报送', 'A commissioned item to deliver', '/commissions', ${units.city_look}, 'correspondent', ${now},
        '2026-06-10T09:30:00Z', '2026-06-10T09:31:00Z', ${CALENDAR}, ${now}, ${now}, '[]')`,
    sql`insert into plan_topics (body_id, id, unit_id, year, title, from_on, to_on, published_at, made_by, made_at)
      values (${body}, ${things.topic}, ${units.city_look}, 2026, '夜间经济', '2026-05-01', '2026-05-31', ${now}, ${people.chief}, ${now}),
        (${body}, ${things.topicDraft}, ${units.city_look}, 2026, '防汛备汛', '2026-06-01', '2026-06-30', null, ${people.chief}, ${now})`,
    sql`insert into leads (body_id, id, what, seen_at, recorded_by, recorded_unit_id, recorded_at, unit_id)
      values (${body}, ${things.lead}, '桂花路夜市早高峰仍有摊位占道', ${now}, ${people.writer}, ${units.city_look}, ${now},
        ${units.city_look})`,
    sql`insert into duties (body_id, id, kind, key, subject_kind, subject_id, title_zh, title_en, link, unit_id, role,
        from_at, due_at, late_from, computed_with, opened_at, since, plan)
      values (${body}, ${newId('duty', now)}, 'lead', ${`lead/${things.lead}/0`}, 'lead', ${things.lead},
        '线索待报送', 'A lead to write about', '/leads', ${units.city_look}, 'correspondent', ${now},
        '2026-06-10T09:30:00Z', '2026-06-10T09:31:00Z', ${CALENDAR}, ${now}, ${now}, '[]')`,
    sql`insert into mail_messages (body_id, id, way, digest, size, state, arrived_at, subject, from_address, why)
      values (${body}, ${things.mail}, 'imap', ${things.mail}, 900, 'waiting', ${now}, '市容科工作信息', 'a@b.example',
        ${['unknown_sender']}::text[])`,
    sql`insert into instructions (body_id, id, manuscript_id, giver, level, given_on, text, fact_id, state, recorded_by, recorded_at)
      values (${body}, ${things.instruction}, ${things.atDesk[0]}, '区领导', 'district', '2026-05-19', '请抓好落实。', '-', 'open',
        ${people.chief}, ${now})`,
    sql`insert into instruction_receivers (body_id, id, instruction_id, unit_id, state)
      values (${body}, ${things.receiver}, ${things.instruction}, ${units.city_look}, 'told')`,
  ];
}

function imports({ body, units, people, time }: Office, things: Things): RawBuilder<unknown>[] {
  const now = time.now.toISOString();
  const path = `${units.bureau}/${units.city_look}/`;
  const settings = { sheets: ['CSV'], sheet: 'CSV', headRow: 1, mapping: {}, remembered: false };
  const found = {
    ...{ title: '市容科夜间巡查', unit: { id: units.city_look, text: '市容科' }, authors: [] },
    ...{ sentOn: '2026-03-02', eventOn: null, type: 'other', genre: 'long', importance: 'ordinary' },
    ...{ body: [], words: 0, photos: [], adoption: null, unsure: [], repeats: [] },
  };
  const note = {
    code: 'author_unknown',
    weight: 'note',
    field: 'authors',
    cell: 'A1',
    value: '',
    zh: '。',
    en: '.',
  };
  const one = (id: string, kind: string) => [
    sql`insert into imports (body_id, id, kind, name, state, unit_id, unit_path, started_by, started_at, file_id, sha256, settings)
      values (${body}, ${id}, ${kind}, '一季度', 'ready', ${units.city_look}, ${path}, ${people.chief}, ${now},
        ${kind === 'history' ? things.fileId : null}, null, ${JSON.stringify(settings)})`,
    sql`insert into import_rows (body_id, import_id, number, state, found, problems, key)
      values (${body}, ${id}, 1, 'ready', ${JSON.stringify(found)}, ${JSON.stringify([note])}, ${id})`,
  ];
  return [...one(things.history, 'history'), ...one(things.folder, 'folder')];
}

function assessment(office: Office, things: Things): RawBuilder<unknown>[] {
  const { body, people } = office;
  const { now } = office.time;
  return [
    sql`insert into schemes (body_id, id, name, number, yaml, state, saved_by, saved_at)
      values (${body}, ${things.scheme}, '试行办法', ${1000 + made}, 'name: 试行办法', 'draft', ${people.assessor}, ${now})`,
    sql`insert into fairness_findings (body_id, id, key, period, kind, unit_ids, manuscript_ids, strength, zh, en, seen_at)
      values (${body}, ${things.finding}, ${things.finding}, '2026-Q2', 'cut_event', ${[things.unit]}::text[], '{}', 4,
        '四篇稿件写的是同一天的事', 'four items of one day', now())`,
    sql`insert into duty_rules (body_id, id, kind, name, rule, from_on)
      values (${body}, ${things.duty.replace('dut_', 'drl_')}, 'opinion_report', '每日舆情信息',
        ${JSON.stringify(DAILY)}, '2099-01-01')`,
    sql`insert into duties (body_id, id, kind, key, subject_kind, subject_id, title_zh, title_en, link, unit_id, role,
        from_at, due_at, late_from, computed_with, rule_id, first_day, on_day, state, opened_at, plan, since)
      values (${body}, ${things.duty}, 'opinion_report', ${things.duty}, 'rule', ${things.duty.replace('dut_', 'drl_')},
        '当日舆情信息', 'The opinion report of the day', '/manuscripts/write', ${things.ownUnit}, 'correspondent', ${now},
        '2026-11-20T01:15:00Z', '2026-11-20T01:16:00Z', '0.2026', ${things.duty.replace('dut_', 'drl_')}, '2026-11-20',
        '2026-11-20', 'open', ${now}, '[]', ${now})`,
    sql`insert into calendar_days (body_id, unit_id, day, work, reason, decided_by, decided_at)
      values (${body}, ${things.ownUnit}, '2026-06-02', false, '停电检修', ${people.assessor}, ${now}) on conflict do nothing`,
    sql`insert into circulars (body_id, id, title, period, addressee, body, sign_off, signed_on, state, saved_by, saved_at,
        issued_by, issued_at)
      values (${body}, ${things.circular}, '第一季度情况通报', '2026-Q1', '各单位', '[]', '区局', '2026-04-10', 'issued',
        ${people.assessor}, ${now}, ${people.assessor}, ${now})`,
    sql`insert into objections (body_id, id, number, period, unit_id, about, owner_kind, owner_id, text, state, raised_by,
        raised_at)
      values (${body}, ${things.objection}, ${1000 + made}, '2025-Q4', ${things.ownUnit}, 'missing', 'unit',
        ${things.ownUnit}, '漏计一篇市级采用，请核对。', 'open', ${people.writer}, ${now})`,
  ];
}
