import { BODY, deskOf, id, PEOPLE, personId, unitId } from './today-city.ts';
import type { Stretch } from './today-texts.ts';

/** Reminders and escalation as the program has them for most kinds. */
const PLAN = JSON.stringify([
  { minutes: -240, to: ['owner'] },
  { minutes: 0, to: ['owner', 'unit_head'] },
  { minutes: 1440, to: ['unit_head', 'leader_in_charge'] },
]);

/** Expressions of SQL over the rows of `from`. */
export type Duties = {
  kind: string;
  /** Numbers the duties of this kind. */
  n: string;
  key: string;
  subject: string;
  unit: string;
  person?: string;
  role?: string;
  /** Hours from now to the due time. */
  hours: string;
  state?: string;
  /** Of recurring ones: the duty day. */
  onDay?: string;
  from: string;
};

/** Ids of duties by kind: each kind has numbers of its own. */
const KINDS = [
  'review',
  'desk_item',
  'commission',
  'lead',
  'instruction',
  'plan_topic',
  'release_check',
  'objection',
  'other',
];
const RECURRING = ['weekly_item', 'opinion_report', 'window_renewal'];
const number = (kind: string, n: string): string =>
  `${1 + [...KINDS, ...RECURRING].indexOf(kind)} * 100000000::bigint + ${n}`;

/** Open ones are told about next at some time after tomorrow, so that no round is busy while the page is measured. */
export function duties(of: Duties): string {
  const state = of.state ?? `'open'`;
  const due = `now() + (${of.hours}) * interval '1 hour'`;
  return `insert into duties (body_id, id, kind, key, subject_kind, subject_id, title_zh, title_en, link, unit_id, person_id, role,
      from_at, due_at, late_from, computed_with, explained, rule_id, first_day, on_day, state, opened_at, ended_at, ended_by, late,
      minutes_late, plan, since, next_step, next_at)
    select '${BODY}', ${id('dut', number(of.kind, of.n))}, '${of.kind}', ${of.key}, 'manuscript', ${of.subject}, '应办事项', 'A duty', '/duties',
      ${of.unit}, ${of.person ?? 'null'}, ${of.role ? `'${of.role}'` : 'null'}, d.due - interval '2 days', d.due, d.due + interval '1 minute',
      '0.2026', '[{"zh": "11月23日（周一） 起算，当天不计", "en": "Mon 23 Nov is not counted"}]',
      ${of.onDay ? `${id('drl', '1')}, d.day, d.day` : 'null, null, null'}, d.state, d.due - interval '2 days',
      case when d.state <> 'open' then d.due - interval '1 hour' end, null, d.state <> 'open' and (${of.n}) % 17 = 0,
      case when d.state <> 'open' and (${of.n}) % 17 = 0 then 60 end, '${PLAN}', d.due - interval '2 days', 2,
      case when d.state = 'open' then greatest(d.due, now()) + interval '1 day' end
    from ${of.from} cross join lateral (select ${state} as state, ${due} as due, ${of.onDay ?? 'null::date'} as day) d`;
}

const LATE_OR_SOON = `(n % 120) - 20`;
const everyUnit = (count: number) => `generate_series(1, ${count}) n`;

/** What is owed at any time, apart from what the things themselves bring: the week's items, single charges, what nobody holds. */
export const standing = (): string[] => [
  ...(
    [
      ['weekly_item', 499, 'correspondent', 'n'],
      ['opinion_report', 120, 'correspondent', '1 + n % 24'],
      ['window_renewal', 60, 'desk_editor', 'n % 13'],
    ] as const
  ).map(([kind, count, role, unit]) =>
    duties({
      ...{ kind, n: 'n', key: `'${kind}/' || n`, subject: id('drl', '1'), unit: unitId(unit), role },
      ...{ hours: LATE_OR_SOON, onDay: 'current_date', from: everyUnit(count) },
    }),
  ),
  duties({
    ...{ kind: 'other', n: 'n', key: `'other/' || n`, subject: id('urm', 'n'), unit: unitId('n % 500') },
    ...{ person: personId('n % 500', 'n / 500'), hours: LATE_OR_SOON, from: everyUnit(2000) },
  }),
  // Owners who have left, and a post at communities that nobody has ever held.
  duties({
    ...{
      kind: 'other',
      n: '10000 + n',
      key: `'left/' || n`,
      subject: id('urm', 'n'),
      unit: unitId('1 + n % 400'),
    },
    ...{ person: id('per', `${PEOPLE} + n * 4`), hours: LATE_OR_SOON, from: everyUnit(60) },
  }),
  duties({
    ...{
      kind: 'other',
      n: '20000 + n',
      key: `'empty/' || n`,
      subject: id('urm', 'n'),
      unit: unitId('100 + n'),
    },
    ...{ role: 'leader_in_charge', hours: LATE_OR_SOON, from: everyUnit(40) },
  }),
];

/** The duties of reviewing and of the desks: open where the item waits, ended for all that was before. */
export const ofTexts = ({ from, to }: Stretch): string[] => {
  const waiting = `(select m.*, substr(m.id, 5)::int as n from manuscripts m where m.body_id = '${BODY}'
    and m.id between ${id('man', String(from))} and ${id('man', String(to))}) m`;
  return [
    duties({
      ...{
        kind: 'review',
        n: 'n',
        key: `'review/' || r.id || '/' || floor(extract(epoch from r.arrived_at) * 1000)::bigint`,
        subject: 'm.id',
        unit: 'm.unit_id',
        person: 'r.reviewer_id',
      },
      hours: `case when m.state = 'in_review' then ${LATE_OR_SOON} else extract(epoch from r.due_at - now()) / 3600 end`,
      state: `case when m.state = 'in_review' then 'open' else 'done' end`,
      from: `${waiting} join reviews r on r.body_id = m.body_id and r.manuscript_id = m.id`,
    }),
    duties({
      ...{
        kind: 'desk_item',
        n: 'n',
        key: `'desk/' || m.id`,
        subject: 'm.id',
        unit: unitId(deskOf('1 + (n * 7) % 499')),
        role: 'desk_editor',
      },
      ...{ hours: LATE_OR_SOON, from: `${waiting}, lateral (select 1 where m.state = 'at_desk') x` },
    }),
    duties({
      ...{
        kind: 'weekly_item',
        n: 'n',
        key: `'week/' || n`,
        subject: id('drl', '1'),
        unit: 'm.unit_id',
        role: 'correspondent',
      },
      hours: `extract(epoch from m.created_at - now()) / 3600`,
      ...{ state: `case when n % 19 = 0 then 'closed' else 'done' end`, onDay: 'm.created_at::date' },
      from: `${waiting}, lateral (select 1 where m.submitted_at is not null and n % 5 = 0 and m.created_at < now() - interval '8 days') x`,
    }),
    `insert into duty_steps (body_id, duty_id, round, step, planned_at, done_at, last, person_ids)
      select body_id, id, 0, 0, due_at, due_at, false, array[coalesce(person_id, '')] from duties where body_id = '${BODY}' and kind = 'review'
        and subject_id between ${id('man', String(from))} and ${id('man', String(to))} and substr(subject_id, 5)::int % 3 = 0`,
  ];
};
